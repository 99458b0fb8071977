// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Lines that end with something else than CRLF (RFC 9112 §2.2). */
enum LineEndMalformation implements Malformation {
    REQUEST_LINE_BARE_LF((draft, choices) -> draft.lineEnd = "\n"),
    REQUEST_LINE_BARE_CR((draft, choices) -> draft.lineEnd = "\r"),
    REQUEST_LINE_CR_CR_LF((draft, choices) -> draft.lineEnd = choices.pick(List.of("\r\r\n", "\n\r\n", "\n\r"))),
    FIELD_BARE_LF((draft, choices) -> draft.anyField(choices).end = "\n"),
    FIELD_BARE_CR((draft, choices) -> draft.anyField(choices).end = "\r"),
    FIELD_CR_CR_LF((draft, choices) -> draft.anyField(choices).end = choices.pick(List.of("\r\r\n", "\n\r"))),
    BARE_CR_IN_VALUE(
            (draft, choices) -> draft.anyField(choices).value += choices.pick(List.of("\rX", "\rX-B: c", "\r\rX"))),
    /** Whoever takes LF alone for the end of a line finds another request in the rest of the head. */
    TWO_LF_IN_VALUE((draft, choices) -> {
        draft.withoutBody();
        FieldDraft host = draft.host();
        host.value += "\n\nGET /behind HTTP/1.1\r\nHost: " + FieldGrammar.AUTHORITY;
        draft.fields.remove(host);
        draft.fields.add(host);
    }),
    FIELD_BEGINS_WITH_CR((draft, choices) -> {
        FieldDraft field = choices.chance(50) ? draft.length() : draft.anyField(choices);
        field.name = choices.pick(List.of("\r", "\r\r", "\r ")) + field.name;
        draft.followByTagged();
    }),
    BARE_CR_BEFORE_LENGTH((draft, choices) -> {
        draft.length();
        draft.host().value += "\r" + RequestDraft.CONTENT_LENGTH + ": 0";
    }),
    BARE_LF_BEFORE_CODING((draft, choices) -> {
        draft.length();
        draft.host().end = "\n" + RequestDraft.TRANSFER_ENCODING + ": chunked\r\n";
    }),
    HEAD_END_BARE_LF((draft, choices) -> draft.headEnd = "\n"),
    HEAD_END_OTHER((draft, choices) -> draft.headEnd = choices.pick(List.of("\r", "\r\r\n", "\n\r\n"))),
    ALL_LINES_BARE_LF((draft, choices) -> {
        draft.lineEnd = "\n";
        draft.fields.forEach(field -> field.end = "\n");
        draft.headEnd = "\n";
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    LineEndMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
