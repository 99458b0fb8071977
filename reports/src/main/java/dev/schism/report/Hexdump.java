// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Writes octets as offset, hexadecimal and ASCII, sixteen a line, and keeps apart what is marked. */
final class Hexdump {

    /** Largest number of octets that are shown of one side: 4 KiB. */
    static final int MAX_OCTETS = 4096;

    private static final int WIDTH = 16;

    private final List<View.Run> runs = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private boolean openMarked;

    private Hexdump() {}

    /** Returns the dump as runs of text, alternately marked or not. */
    static List<View.Run> of(Octets octets, BitSet marked) {
        Hexdump dump = new Hexdump();
        for (int row = 0; row < octets.length(); row += WIDTH) {
            dump.row(octets, marked, row, Math.min(octets.length(), row + WIDTH));
        }
        dump.flush();
        return List.copyOf(dump.runs);
    }

    private void row(Octets octets, BitSet marked, int from, int to) {
        append(false, "%04x  ".formatted(from));
        for (int i = from; i < to; i++) {
            append(marked.get(i), "%02x".formatted(octets.at(i)));
            boolean joined = marked.get(i) && i + 1 < to && marked.get(i + 1);
            append(joined, i - from == WIDTH / 2 - 1 ? "  " : " ");
        }
        int missing = WIDTH - (to - from);
        append(false, " ".repeat(missing * 3 + (missing > WIDTH / 2 ? 1 : 0) + 1));
        for (int i = from; i < to; i++) {
            append(marked.get(i), shown(octets.at(i)));
        }
        append(false, "\n");
    }

    private static String shown(int octet) {
        return octet >= 0x20 && octet < 0x7F ? Character.toString(octet) : ".";
    }

    private void append(boolean marked, String text) {
        if (marked != openMarked) {
            flush();
            openMarked = marked;
        }
        open.append(text);
    }

    private void flush() {
        if (open.length() > 0) {
            runs.add(new View.Run(open.toString(), openMarked));
            open.setLength(0);
        }
    }
}
