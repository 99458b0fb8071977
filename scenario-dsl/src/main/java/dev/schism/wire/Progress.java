// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What all phases of one reader share: the octets, the reading position and the responses found. */
final class Progress {

    private final Received received = new Received();
    private final LineScanner lines = new LineScanner(received);
    private final List<Response> finals = new ArrayList<>();
    private final List<Response> interim = new ArrayList<>();
    private final IntFunction<String> methodOf;

    Progress(IntFunction<String> methodOf) {
        this.methodOf = methodOf;
    }

    Received received() {
        return received;
    }

    LineScanner lines() {
        return lines;
    }

    List<Response> finals() {
        return finals;
    }

    List<Response> interim() {
        return interim;
    }

    /** Returns the method of the request that the next final response answers. */
    String method() {
        return methodOf.apply(finals.size());
    }

    boolean isAtFirstMessage() {
        return finals.isEmpty() && interim.isEmpty();
    }

    /** Keeps a complete response and moves on behind it. */
    void finish(Response response) {
        place(response, response.isInterim() ? interim : finals);
        lines.moveTo(response.end());
    }

    /** Adds a response, or replaces the last one where it is a later reading of the same message. */
    static void place(Response response, List<Response> responses) {
        int last = responses.size() - 1;
        if (last >= 0 && responses.get(last).start() == response.start()) {
            responses.set(last, response);
        } else {
            responses.add(response);
        }
    }

    /** Returns the anomaly of a message that ends too early. */
    Anomaly truncated(String detail) {
        return new Anomaly(Anomaly.Kind.TRUNCATED, received.length(), detail);
    }
}
