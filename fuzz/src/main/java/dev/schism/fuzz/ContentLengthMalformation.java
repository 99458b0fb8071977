// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.math.BigInteger;
import java.util.List;

/** Content-Length fields in spellings outside RFC 9110 §8.6, in conflict with others or with the content. */
enum ContentLengthMalformation implements Malformation {
    CL_SIGNED((draft, choices) -> prefix(draft, choices.pick(List.of("+", "-")))),
    CL_LEADING_ZEROS((draft, choices) -> prefix(draft, "0".repeat(choices.pick(List.of(1, 2, 20))))),
    CL_NOT_DECIMAL((draft, choices) -> draft.length().value = choices.pick(List.of("0x", "0o", "#"))
            + Integer.toHexString(draft.length().value.length())),
    CL_EMPTY((draft, choices) -> draft.length().value = ""),
    CL_QUOTED((draft, choices) -> draft.length().value = '"' + draft.length().value + '"'),
    CL_TRAILING_OCTETS((draft, choices) -> draft.length().value +=
            choices.pick(List.of("x", ".0", "e0", ";", "_0", " 0", "\u000b", "\u000c", "\u00a0", "\0"))),
    CL_LEADING_OCTETS(
            (draft, choices) -> prefix(draft, choices.pick(List.of("\u000b", "\u000c", "\u00a0", "\0", "$", "=")))),
    CL_REPEATED((draft, choices) -> draft.add(RequestDraft.CONTENT_LENGTH, draft.length().value)),
    CL_REPEATED_DIFFERENT((draft, choices) -> {
        FieldDraft length = draft.length();
        draft.add(RequestDraft.CONTENT_LENGTH, choices.pick(List.of("0", "1", length.value + "0")));
    }),
    CL_LIST((draft, choices) -> draft.length().value += choices.pick(List.of(", ", ",")) + draft.length().value),
    CL_LIST_DIFFERENT((draft, choices) -> draft.length().value += choices.pick(List.of(", 0", ",1", ", 100"))),
    CL_LIST_EMPTY_MEMBER((draft, choices) -> {
        FieldDraft length = draft.length();
        length.value = choices.chance(50) ? "," + length.value : length.value + ",";
    }),
    CL_OVERFLOW((draft, choices) -> {
        FieldDraft length = draft.length();
        BigInteger wrap = BigInteger.ONE.shiftLeft(choices.pick(List.of(32, 64, 63, 16)));
        length.value = wrap.add(BigInteger.valueOf(draft.content.length())).toString();
    }),
    CL_HUGE((draft, choices) -> draft.length().value = "9".repeat(choices.pick(List.of(10, 18, 19, 20, 40)))),
    CL_TOO_LARGE((draft, choices) ->
            draft.length().value = Integer.toString(draft.content.length() + choices.pick(List.of(1, 2, 10, 100)))),
    CL_TOO_SMALL((draft, choices) -> draft.length().value = Integer.toString(draft.content.length()
            - choices.between(1, Math.max(1, draft.length().value.length())))),
    CL_NAME_UNDERSCORE(
            (draft, choices) -> draft.length().name = choices.pick(List.of("Content_Length", "Content Length"))),
    CL_MISSING((draft, choices) -> {
        draft.length();
        draft.remove(RequestDraft.CONTENT_LENGTH);
    }),
    CL_ON_HEAD_OR_TRACE((draft, choices) -> {
        draft.length();
        draft.method = choices.pick(List.of("HEAD", "TRACE", "OPTIONS", "CONNECT"));
    });

    private static void prefix(RequestDraft draft, String octets) {
        FieldDraft length = draft.length();
        length.value = octets + length.value;
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    ContentLengthMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
