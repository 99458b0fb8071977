// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Scenarios in which many parts of a request are as usual at once: a half of them, then a quarter. What a difference
 * takes is mostly one thing, so that a few of these come further than the {@link Repairs} of one part each (the idea is
 * that of delta debugging: Zeller and Hildebrandt, IEEE TSE 28(2), 2002).
 */
final class Leaps {

    /** Fewer parts are repaired one by one. */
    static final int FEWEST = 4;

    private static final List<Integer> PARTS = List.of(2, 4);
    private static final Set<String> MEANINGFUL = Set.of("host", "content-length", "transfer-encoding");
    private static final String CRLF = "\r\n";
    private static final Comparator<Piece> OUTER_FIRST = Comparator.comparingInt(Piece::from)
            .thenComparing(Comparator.comparingInt(Piece::to).reversed());

    /** A part of a request and what usually stands there. */
    private record Edit(Piece piece, String by) {}

    private final RequestText request;
    private final List<Edit> edits = new ArrayList<>();

    private Leaps(RequestText request) {
        this.request = request;
        int end = 0;
        for (Piece piece : request.pieces().stream().sorted(OUTER_FIRST).toList()) {
            if (piece.from() >= end && edit(piece)) {
                end = piece.to();
            }
        }
    }

    /** Offers the leaps of a scenario, the largest ones first. */
    static Stream<Supplier<Scenario>> of(Scenario scenario) {
        return EachRequest.in(scenario, request -> new Leaps(request).all());
    }

    private Stream<Supplier<String>> all() {
        return PARTS.stream()
                .filter(parts -> edits.size() >= FEWEST && edits.size() >= 2 * parts)
                .flatMap(parts -> IntStream.range(0, parts)
                        .mapToObj(
                                part -> () -> edited(edits.size() * part / parts, edits.size() * (part + 1) / parts)));
    }

    /** Plans an edit where a part is not as usual; tells whether the parts within it are done with. */
    private boolean edit(Piece piece) {
        switch (piece.kind()) {
            case LEADING_LINES, INDENT, CHUNK_EXTENSION, TRAILER -> plan(piece, "");
            case METHOD -> plan(piece, request.content().isPresent() ? "POST" : "GET");
            case TARGET -> plan(piece, "/");
            case GAP -> plan(piece, " ");
            case LINE_END -> plan(piece, CRLF);
            case FIELD -> {
                if (MEANINGFUL.contains(request.nameOf(piece))) {
                    return false;
                }
                plan(piece, "");
            }
            case VALUE -> {
                if (!request.nameBefore(piece).equals("host")) {
                    return false;
                }
                plan(piece, "a");
            }
            case VERSION, NAME, COLON, PADDING, CONTENT, CHUNK_SIZE, CHUNK_DATA -> {
                return false;
            }
        }
        return true;
    }

    private void plan(Piece piece, String by) {
        if (!piece.in(request.text()).equals(by)) {
            edits.add(new Edit(piece, by));
        }
    }

    private String edited(int from, int to) {
        StringBuilder text = new StringBuilder(request.text());
        for (int last = to - 1; last >= from; last--) {
            Piece piece = edits.get(last).piece();
            text.replace(piece.from(), piece.to(), edits.get(last).by());
        }
        return text.toString();
    }
}
