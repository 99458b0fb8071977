// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Field lines whose name is no token or that are no field lines (RFC 9110 §5.1, RFC 9112 §5). */
enum FieldNameMalformation implements Malformation {
    NAME_EMPTY((draft, choices) -> draft.add("", "b")),
    NAME_WITH_SPACE((draft, choices) -> draft.add("X A", "b")),
    NAME_WITH_SEPARATOR((draft, choices) -> draft.add(
            "X" + choices.pick(List.of("(", ")", "/", "@", "[", "=", "{", "\"", "\\", ",", ";", "<", "?")), "b")),
    COLON_MISSING((draft, choices) -> draft.add("X-A", "").colon = ""),
    COLON_MISSING_WITH_WORD((draft, choices) -> draft.add("X-A b", "").colon = choices.pick(List.of("", "=", "\t"))),
    COLON_ONLY((draft, choices) -> {
        FieldDraft field = draft.add("", "");
        field.colon = choices.pick(List.of(":", ": ", "::"));
    }),
    COLON_MISSING_IN_HOST((draft, choices) -> draft.host().colon = choices.pick(List.of("", " ", "="))),
    NAME_VERY_LONG((draft, choices) -> draft.add("N".repeat(choices.pick(List.of(300, 5000, 9000))), "b")),
    VALUE_VERY_LONG((draft, choices) -> draft.add("X-A", "v".repeat(choices.pick(List.of(8192, 17000, 40000))))),
    FIELDS_VERY_MANY((draft, choices) -> {
        int count = choices.pick(List.of(101, 201, 1001));
        for (int i = 0; i < count; i++) {
            draft.add("X", "");
        }
    }),
    CONNECTION_LISTS_FRAMING((draft, choices) -> {
        draft.length();
        draft.add(
                "Connection",
                choices.pick(List.of("Content-Length", "Host", "close, Content-Length", "Transfer-Encoding")));
    }),
    CONNECTION_CONTRADICTS((draft, choices) -> {
        draft.add("Connection", choices.pick(List.of("close, keep-alive", "keep-alive, close", "close")));
        draft.add("Connection", choices.pick(List.of("keep-alive", "close", "")));
    }),
    EXPECT_UNKNOWN((draft, choices) -> draft.add(
            "Expect", choices.pick(List.of("100-Continue", "200-ok", "", "100-continue, x", "100-continue;a=b")))),
    UPGRADE_OFFERED((draft, choices) -> {
        draft.add("Upgrade", choices.pick(List.of("h2c", "websocket", "x/1", "TLS/1.0")));
        draft.add("Connection", choices.pick(List.of("Upgrade", "upgrade, HTTP2-Settings", "close")));
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    FieldNameMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
