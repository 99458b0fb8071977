// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;

/**
 * One line in a sequence of octets.
 *
 * @param start index of its first octet
 * @param end index after its last octet, the terminator left out
 * @param next index after the terminator
 * @param terminator what ends it
 */
public record Line(int start, int end, int next, Terminator terminator) {

    /** What ends a line. */
    public enum Terminator {
        /** CR and LF. */
        CRLF,
        /** LF alone. */
        LF,
        /** The octets end before the line does. */
        NONE
    }

    /** Reads a line; an LF ends it with or without CR. */
    public static Line read(Octets octets, int from) {
        int lineFeed = octets.indexOf('\n', from);
        return lineFeed < 0 ? unfinished(octets, from) : endingAt(octets, from, lineFeed);
    }

    /** Reads a line that only CRLF ends; an LF without CR stays inside. */
    static Line readToCrlf(Octets octets, int from) {
        int lineFeed = octets.indexOf('\n', from);
        while (lineFeed > from && octets.at(lineFeed - 1) != '\r') {
            lineFeed = octets.indexOf('\n', lineFeed + 1);
        }
        return lineFeed < 0 ? unfinished(octets, from) : endingAt(octets, from, lineFeed);
    }

    private static Line endingAt(Octets octets, int from, int lineFeed) {
        boolean crlf = lineFeed > from && octets.at(lineFeed - 1) == '\r';
        return new Line(from, crlf ? lineFeed - 1 : lineFeed, lineFeed + 1, crlf ? Terminator.CRLF : Terminator.LF);
    }

    private static Line unfinished(Octets octets, int from) {
        return new Line(from, octets.length(), octets.length(), Terminator.NONE);
    }

    boolean isFinished() {
        return terminator != Terminator.NONE;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Returns the line without its terminator. */
    public String text(Octets octets) {
        return octets.slice(start, end).toLatin1();
    }
}
