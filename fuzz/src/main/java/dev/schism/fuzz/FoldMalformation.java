// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Field lines folded over several lines (RFC 9112 §5.2). */
enum FoldMalformation implements Malformation {
    FOLDED_VALUE((draft, choices) -> draft.anyField(choices).value += fold(choices) + "c"),
    FOLDED_EMPTY_FIRST_LINE((draft, choices) -> draft.anyField(choices).colon = ":" + fold(choices)),
    FOLDED_TWICE((draft, choices) -> draft.anyField(choices).value += fold(choices) + "c" + fold(choices) + "d"),
    FOLDED_WITH_BARE_LF((draft, choices) -> draft.anyField(choices).value += choices.pick(List.of("\n c", "\n\tc"))),
    FOLDED_BLANK((draft, choices) -> draft.anyField(choices).value += fold(choices)),
    FOLDED_HOST((draft, choices) -> draft.host().colon = ":" + fold(choices)),
    FOLDED_LENGTH((draft, choices) -> {
        FieldDraft length = draft.length();
        if (choices.chance(50)) {
            length.value += fold(choices) + "0";
        } else {
            length.colon = ":" + fold(choices);
        }
    }),
    FOLDED_CODING((draft, choices) -> {
        FieldDraft coding = draft.coding();
        if (choices.chance(50)) {
            coding.value += "," + fold(choices) + "identity";
        } else {
            coding.colon = ":" + fold(choices);
        }
    }),
    FOLD_HIDES_FIELD((draft, choices) -> {
        draft.length();
        draft.host().end = fold(choices) + RequestDraft.TRANSFER_ENCODING + ": chunked\r\n";
    });

    private static String fold(Choices choices) {
        return choices.pick(List.of("\r\n ", "\r\n\t", "\r\n  "));
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    FoldMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
