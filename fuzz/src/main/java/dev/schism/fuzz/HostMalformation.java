// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Host fields that are missing, repeated or invalid (RFC 9112 §3.2). */
enum HostMalformation implements Malformation {
    HOST_MISSING((draft, choices) -> draft.remove(RequestDraft.HOST)),
    HOST_EMPTY((draft, choices) -> draft.host().value = ""),
    HOST_REPEATED((draft, choices) -> draft.add(RequestDraft.HOST, draft.host().value)),
    HOST_REPEATED_DIFFERENT((draft, choices) -> {
        draft.host();
        draft.add(RequestDraft.HOST, "other.test");
    }),
    HOST_LIST((draft, choices) -> draft.host().value = choices.pick(List.of("example.test, other.test", "a,b", "a;b"))),
    HOST_WITH_PATH((draft, choices) -> draft.host().value += choices.pick(List.of("/", "/a", "?a", "#a", "\\a"))),
    HOST_WITH_SPACE((draft, choices) -> draft.host().value = choices.pick(List.of("example .test", "a b", "a\tb"))),
    HOST_WITH_USERINFO(
            (draft, choices) -> draft.host().value = choices.pick(List.of("a@example.test", "a:b@example.test"))),
    HOST_PORT_INVALID((draft, choices) ->
            draft.host().value += choices.pick(List.of(":", ":0", ":99999", ":a", ":+80", ":-1", ":80:80", ":0x50"))),
    HOST_BRACKETS((draft, choices) ->
            draft.host().value = choices.pick(List.of("[::1", "::1]", "[]", "[::1]a", "[g::]", "::1"))),
    HOST_ODD_OCTETS((draft, choices) -> draft.host().value =
            choices.pick(List.of("a_b", "a%20b", "..", ".", "-", "a..b", "\u00e9", "a\u007f", "<a>", "'a'", "*"))),
    HOST_LATE((draft, choices) -> {
        FieldDraft host = draft.host();
        draft.fields.remove(host);
        draft.fields.add(host);
    }),
    HOST_VERY_LONG((draft, choices) -> draft.host().value = "a".repeat(choices.pick(List.of(256, 1025, 5000)))),
    HOST_WITH_SCHEME((draft, choices) -> draft.host().value = "http://" + FieldGrammar.AUTHORITY);

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    HostMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
