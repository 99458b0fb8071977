// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a payload at offsets; a placeholder counts as one octet and cannot be cut. */
final class Segments {

    private final List<Payload> segments = new ArrayList<>();
    private List<Payload.Part> current = new ArrayList<>();
    private final int[] offsets;
    private int position;

    private Segments(int[] offsets) {
        this.offsets = offsets;
    }

    static List<Payload> cut(Payload payload, int... offsets) {
        requireOffsets(length(payload), offsets);
        Segments cutter = new Segments(offsets);
        payload.parts().forEach(cutter::add);
        cutter.end();
        return cutter.segments;
    }

    private static int length(Payload payload) {
        return payload.parts().stream().mapToInt(Segments::length).sum();
    }

    private static int length(Payload.Part part) {
        return part instanceof Payload.Part.Literal literal ? literal.octets().length() : 1;
    }

    private static void requireOffsets(int length, int... offsets) {
        int before = 0;
        for (int offset : offsets) {
            if (offset <= before || offset >= length) {
                throw new IllegalArgumentException("offsets must increase from at least 1 to at most %d: %s"
                        .formatted(length - 1, Arrays.toString(offsets)));
            }
            before = offset;
        }
    }

    private void add(Payload.Part part) {
        int length = length(part);
        if (part instanceof Payload.Part.Literal literal) {
            int from = 0;
            while (segments.size() < offsets.length && offsets[segments.size()] - position < length) {
                int to = offsets[segments.size()] - position;
                current.add(new Payload.Part.Literal(literal.octets().slice(from, to)));
                end();
                from = to;
            }
            current.add(new Payload.Part.Literal(literal.octets().slice(from, length)));
        } else {
            if (segments.size() < offsets.length && offsets[segments.size()] == position) {
                end();
            }
            current.add(part);
        }
        position += length;
    }

    private void end() {
        segments.add(new Payload(current));
        current = new ArrayList<>();
    }
}
