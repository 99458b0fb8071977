// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Well-formed requests that are rare, or that cost more than others. */
enum RequestVariation implements Variation {
    CONTENT_64K(4, (draft, choices) -> {
        int octets = choices.pick(List.of(65_536, 65_535, 65_537, 98_304));
        draft.host();
        if (choices.chance(50) && draft.version.equals("HTTP/1.1")) {
            draft.chunk(octets);
        } else {
            draft.length(octets);
        }
    }),
    /** The option TE goes with the field (RFC 9110 §10.1.4). */
    TE_OFFERED(40, (draft, choices) -> {
        draft.add("TE", choices.pick(List.of("gzip", "trailers", "gzip;q=0.5, trailers", "", "deflate, gzip;q=0")));
        draft.add("Connection", "TE");
    });

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    RequestVariation(int weight, DraftChange change) {
        this.weight = weight;
        this.change = change;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
