// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** NUL and other control octets where RFC 9110 §5.5 and RFC 9112 §3 allow none. */
enum ControlMalformation implements Malformation {
    NUL_IN_VALUE((draft, choices) -> draft.anyField(choices).value += choices.pick(List.of("\0", "\0c"))),
    NUL_IN_NAME((draft, choices) -> draft.anyField(choices).name += "\0"),
    NUL_IN_METHOD((draft, choices) -> draft.method += "\0"),
    NUL_BEFORE_METHOD((draft, choices) -> draft.method = "\0" + draft.method),
    NUL_BEFORE_VERSION((draft, choices) -> draft.version = "\0" + draft.version),
    NUL_IN_TARGET((draft, choices) -> draft.target += choices.pick(List.of("\0", "\0a"))),
    NUL_IN_VERSION((draft, choices) -> draft.version += "\0"),
    NUL_BEFORE_LINE_END((draft, choices) -> draft.anyField(choices).end = "\0\r\n"),
    CONTROL_IN_VALUE((draft, choices) -> draft.anyField(choices).value += control(choices)),
    CONTROL_IN_NAME((draft, choices) -> draft.anyField(choices).name += control(choices)),
    CONTROL_IN_TARGET((draft, choices) -> draft.target += control(choices)),
    CONTROL_IN_METHOD((draft, choices) -> draft.method = control(choices) + draft.method),
    DELETE_IN_VALUE((draft, choices) -> draft.anyField(choices).value += "\u007f"),
    OBS_TEXT_IN_NAME(
            (draft, choices) -> draft.anyField(choices).name += choices.pick(List.of("\u00e9", "\u0080", "\u00ff"))),
    OBS_TEXT_SPACE_IN_VALUE((draft, choices) -> draft.anyField(choices).value +=
            choices.pick(List.of("\u0085", "\u00a0", "\u00c2\u0085c", "\u00e2\u0080\u00a8c")));

    private static String control(Choices choices) {
        return choices.pick(List.of("\u0001", "\u0008", "\u000b", "\u000c", "\u001b", "\u001f", "\u0007"));
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    ControlMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
