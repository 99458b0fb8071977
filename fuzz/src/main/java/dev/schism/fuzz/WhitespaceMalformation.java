// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Whitespace where RFC 9112 §3 and §5.1 allow none. */
enum WhitespaceMalformation implements Malformation {
    SPACE_BEFORE_COLON((draft, choices) -> {
        FieldDraft field = draft.anyField(choices);
        field.colon = choices.pick(List.of(" : ", "\t: ", " :", "  :\t"));
    }),
    SPACE_BEFORE_COLON_OF_LENGTH((draft, choices) -> draft.length().colon = choices.pick(List.of(" : ", "\t: "))),
    SPACE_BEFORE_COLON_OF_CODING((draft, choices) -> draft.coding().colon = choices.pick(List.of(" : ", "\t: "))),
    SPACE_BEFORE_METHOD((draft, choices) -> draft.before = choices.pick(List.of(" ", "\t", "  "))),
    SPACE_BEFORE_FIRST_FIELD((draft, choices) -> {
        FieldDraft field = draft.fields.isEmpty() ? draft.host() : draft.fields.get(0);
        field.name = choices.pick(List.of(" ", "\t")) + field.name;
    }),
    SPACE_LINE_IN_HEAD((draft, choices) -> {
        FieldDraft field = draft.anyField(choices);
        field.end += choices.pick(List.of(" \r\n", "\t\r\n"));
    }),
    SPACES_IN_REQUEST_LINE((draft, choices) -> {
        draft.afterMethod = choices.pick(List.of("  ", "   ", " "));
        draft.afterTarget = choices.pick(List.of("  ", " "));
    }),
    TAB_IN_REQUEST_LINE((draft, choices) -> {
        draft.afterMethod = choices.pick(List.of("\t", " "));
        draft.afterTarget = choices.pick(List.of("\t", " \t"));
    }),
    OTHER_SPACE_IN_REQUEST_LINE((draft, choices) ->
            draft.afterTarget = choices.pick(List.of("\u000b", "\u000c", "\r", "\u00a0", "\u0085"))),
    SPACE_AFTER_VERSION((draft, choices) -> draft.version += choices.pick(List.of(" ", "\t", "  "))),
    OTHER_SPACE_AROUND_VALUE((draft, choices) -> {
        FieldDraft field = draft.anyField(choices);
        String space = choices.pick(List.of("\u000b", "\u000c", "\u00a0", "\u0085"));
        field.value = choices.chance(50) ? space + field.value : field.value + space;
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    WhitespaceMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
