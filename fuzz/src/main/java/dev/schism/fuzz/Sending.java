// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Step;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Requests on their way to be sent together, one character an octet, and where sending stops meanwhile. */
final class Sending {

    /** A send of nothing does nothing; the space after a method is the last part that can be taken away. */
    private static final String NOTHING_LEFT = " ";

    private final StringBuilder text = new StringBuilder(256);
    private final NavigableMap<Integer, Step> stops = new TreeMap<>();

    /** Adds a request; {@code awaiting} tells whether no other response may come while it is sent. */
    void add(RequestDraft draft, boolean awaiting) {
        int start = text.length();
        int content = draft.render(text) - start;
        String request = draft.stops.isEmpty() ? "" : text.substring(start);
        for (Stop stop : draft.stops) {
            stops.put(start + stop.offset(request, content), awaiting ? stop.step() : stop.withoutAwaiting());
        }
    }

    /** Returns what is sent; where malformations left nothing of it, a space. */
    String text() {
        return text.isEmpty() ? NOTHING_LEFT : text.toString();
    }

    /** Returns what is done at which offsets between the first and the last octet. */
    NavigableMap<Integer, Step> stops() {
        return stops.subMap(0, false, Math.max(1, text.length()), false);
    }
}
