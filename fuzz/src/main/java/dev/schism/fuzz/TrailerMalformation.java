// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Trailer sections that mean too much, are too large or are none (RFC 9110 §6.5.1, RFC 9112 §7.1.2). */
enum TrailerMalformation implements Malformation {
    TRAILER_OF_FRAMING((draft, choices) -> trailer(
            draft,
            choices.pick(List.of(
                    new FieldDraft(RequestDraft.CONTENT_LENGTH, "3"),
                    new FieldDraft(RequestDraft.TRANSFER_ENCODING, "chunked"),
                    new FieldDraft(RequestDraft.HOST, "other.test"),
                    new FieldDraft("Authorization", "Basic YTpi"),
                    new FieldDraft("Connection", "close"))))),
    TRAILER_OF_ROUTING((draft, choices) -> {
        FieldDraft trailer = choices.pick(List.of(
                new FieldDraft("X-Forwarded-For", "192.0.2.9"),
                new FieldDraft("X-Forwarded-Host", "other.test"),
                new FieldDraft("X-Forwarded-Proto", "https"),
                new FieldDraft("Forwarded", "for=192.0.2.9"),
                new FieldDraft("Cookie", "a=other")));
        if (choices.chance(50)) {
            draft.add("Trailer", trailer.name);
        }
        trailer(draft, trailer);
        draft.followByTagged();
    }),
    TRAILER_MALFORMED((draft, choices) -> {
        FieldDraft trailer = new FieldDraft("X-Trailer", "b");
        trailer.colon = choices.pick(List.of("", " : ", "\0: ", ":\r\n ", "\n: "));
        trailer(draft, trailer);
    }),
    TRAILER_LOOKS_LIKE_REQUEST((draft, choices) -> {
        FieldDraft trailer = new FieldDraft("GET / HTTP/1.1\r\nX", "b");
        trailer.colon = ":";
        trailer(draft, trailer);
    }),
    TRAILER_NAME_NO_TOKEN((draft, choices) -> {
        trailer(
                draft,
                new FieldDraft(choices.pick(List.of("X A", "X(A", "", "X\u00e9", "X@A", "X\u0001A", "\"X\"")), "b"));
        draft.followByTagged();
    }),
    TRAILERS_VERY_LARGE((draft, choices) -> {
        trailer(draft, new FieldDraft("X-Trailer", "v".repeat(choices.pick(List.of(9000, 17000, 40000)))));
        draft.followByTagged();
    }),
    TRAILERS_VERY_MANY((draft, choices) -> {
        int count = choices.pick(List.of(101, 201, 1001));
        for (int i = 0; i < count; i++) {
            trailer(draft, new FieldDraft("X", ""));
        }
        draft.followByTagged();
    });

    private static void trailer(RequestDraft draft, FieldDraft trailer) {
        draft.coding();
        draft.trailers.add(trailer);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    TrailerMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
