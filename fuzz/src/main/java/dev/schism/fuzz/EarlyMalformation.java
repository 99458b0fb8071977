// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** Requests that a server answers before their content (RFC 9110 §10.1.1, RFC 9112 §9.3). */
enum EarlyMalformation implements Malformation {
    /** The head alone is refused; the content looks like a request. */
    EARLY_RESPONSE((draft, choices) -> {
        FieldDraft length = draft.length(0);
        draft.content = "GET /inner HTTP/1.1\r\nHost: " + FieldGrammar.AUTHORITY + "\r\n\r\n";
        length.value = Integer.toString(draft.content.length());
        draft.followByTagged();
        draft.stops.add(Stop.awaiting(Stop.Place.BEFORE_CONTENT, choices));
        switch (choices.below(5)) {
            case 0 -> draft.add("Expect", "x");
            case 1 -> draft.host().value = "a b";
            case 2 -> draft.remove(RequestDraft.HOST);
            case 3 -> draft.version = "HTTP/9.9";
            default -> draft.method = "X!";
        }
    }),
    /** The client waits for 100, and sends another request instead of the content. */
    EXPECT_CONTENT_WITHHELD((draft, choices) -> {
        draft.length();
        draft.remove("Expect");
        draft.add("Expect", "100-continue");
        draft.content = "";
        draft.followByTagged();
        draft.stops.add(Stop.awaiting(Stop.Place.BEFORE_CONTENT, choices));
    }),
    EXPECT_UNKNOWN_BESIDE((draft, choices) -> {
        draft.length();
        draft.remove("Expect");
        switch (choices.below(4)) {
            case 0 -> draft.add("Expect", "100-continue, x");
            case 1 -> draft.add("Expect", "x, 100-continue");
            case 2 -> {
                draft.add("Expect", "100-continue");
                draft.add("Expect", "x");
            }
            default -> {
                draft.add("Expect", "x");
                draft.add("Expect", "100-continue");
            }
        }
        draft.followByTagged();
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    EarlyMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
