// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads raw octets as requests, in the order line, request line, fields, Host, Transfer-Encoding, Content-Length,
 * chunks, connection; once for each dialect that makes a difference.
 *
 * <p>Linear in the octets for each of the at most {@value #MAX_READINGS} readings. Never throws for what was sent.
 */
public final class RequestReading {

    /** Largest number of readings of the same octets. */
    public static final int MAX_READINGS = 4;

    /** Largest number of requests that are read from one connection; what follows is left out. */
    public static final int MAX_MESSAGES = 1024;

    private RequestReading() {}

    /** Reads octets in every dialect that makes a difference; the first reading is always there. */
    public static List<Reading> readings(Octets octets) {
        List<Reading> readings = new ArrayList<>();
        for (Dialect.Words words : Dialect.Words.values()) {
            for (Dialect.LineFeed lineFeed : lineFeeds(octets)) {
                Reading reading = read(octets, new Dialect(lineFeed, words));
                if (readings.stream().noneMatch(other -> other.messages().equals(reading.messages()))) {
                    readings.add(reading);
                }
            }
        }
        return List.copyOf(readings);
    }

    /** Returns what an LF without CR may be; where there is none, one answer is enough. */
    private static List<Dialect.LineFeed> lineFeeds(Octets octets) {
        List<Dialect.LineFeed> all = List.of(Dialect.LineFeed.values());
        for (int at = octets.indexOf('\n', 0); at >= 0; at = octets.indexOf('\n', at + 1)) {
            if (at == 0 || octets.at(at - 1) != '\r') {
                return all;
            }
        }
        return all.subList(0, 1);
    }

    /** Reads the one request that starts at an index, in one dialect. */
    public static Message next(Octets octets, int from, Dialect dialect) {
        return MessageReader.read(octets, from, dialect);
    }

    /** Reads octets in one dialect. */
    public static Reading read(Octets octets, Dialect dialect) {
        List<Message> messages = new ArrayList<>();
        int at = 0;
        do {
            Message message = MessageReader.read(octets, at, dialect);
            if (message.extent() != Message.Extent.NOTHING || messages.isEmpty()) {
                messages.add(message);
            }
            at = message.isComplete() ? message.end() : octets.length();
        } while (at < octets.length() && messages.size() < MAX_MESSAGES);
        return new Reading(octets, dialect, messages);
    }
}
