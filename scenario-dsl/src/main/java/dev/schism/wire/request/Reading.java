// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.List;

/**
 * Everything sent on one connection, read as requests in one dialect.
 *
 * @param octets what was sent
 * @param dialect the dialect
 * @param messages the requests in order; only the last one may be incomplete or faulty. At least one, which is empty
 *     where nothing was sent
 */
public record Reading(Octets octets, Dialect dialect, List<Message> messages) {

    /** Copies the list. */
    public Reading {
        messages = List.copyOf(messages);
    }

    /** Returns the first request. */
    public Message first() {
        return messages.get(0);
    }

    /** Returns the number of requests that are complete. */
    public int completeMessages() {
        return (int) messages.stream().filter(Message::isComplete).count();
    }

    /** Tells whether there may be further requests, which were left out because there are too many. */
    public boolean leavesOut() {
        return messages.size() >= RequestReading.MAX_MESSAGES && end() < octets.length();
    }

    /** Returns the index after the last request, or how far it goes. */
    public int end() {
        return messages.get(messages.size() - 1).end();
    }
}
