// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.Stop.Place;

/** When the parts of a request are sent: octets that come late mean the same (RFC 9112 §2.1), and servers differ. */
enum TimingVariation implements Variation {
    PAUSE_BEFORE_CONTENT((draft, choices) -> {
        content(draft);
        draft.stops.add(Stop.pausing(Place.BEFORE_CONTENT, choices));
    }),
    AWAIT_BEFORE_CONTENT((draft, choices) -> {
        content(draft);
        draft.stops.add(Stop.awaiting(Place.BEFORE_CONTENT, choices));
    }),
    PAUSE_IN_CONTENT((draft, choices) -> {
        content(draft);
        draft.stops.add(Stop.pausing(Place.IN_CONTENT, choices));
    }),
    AWAIT_IN_CONTENT((draft, choices) -> {
        content(draft);
        draft.stops.add(Stop.awaiting(Place.IN_CONTENT, choices));
    }),
    /** The content is withheld until the server has said something, or a while has passed (RFC 9110 §10.1.1). */
    EXPECT_AWAITED((draft, choices) -> {
        content(draft);
        draft.version = "HTTP/1.1";
        draft.host();
        draft.remove("Expect");
        draft.add("Expect", "100-continue");
        draft.stops.add(Stop.awaiting(Place.BEFORE_CONTENT, choices));
    }),
    CUT_IN_LINE_END((draft, choices) -> draft.stops.add(Stop.pausing(Place.IN_LINE_END, choices))),
    CUT_IN_CHUNK_SIZE((draft, choices) -> {
        draft.host();
        draft.chunk(26);
        draft.stops.add(Stop.pausing(Place.IN_CHUNK_SIZE, choices));
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    TimingVariation(DraftChange change) {
        this.change = change;
    }

    private static void content(RequestDraft draft) {
        if (draft.chunks.isEmpty()) {
            draft.length();
        }
    }

    @Override
    public int weight() {
        return 20;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
