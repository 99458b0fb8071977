// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.Piece.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where the requests of a send begin: at the start of a line, or within one, right behind a content. */
final class RequestStarts {

    private static final Pattern HEAD_END = Pattern.compile("\\n\\r?\\n");

    private RequestStarts() {}

    /** Returns the offsets at which requests begin, and the length of the text at the end. */
    static List<Integer> of(String text) {
        SortedSet<Integer> starts = new TreeSet<>(RequestLines.starts(text));
        starts.add(0);
        int from = 0;
        for (int request = 0; request < EachRequest.MAX_REQUESTS && from < text.length(); request++) {
            String rest = text.substring(from, Math.min(text.length(), from + EachRequest.MAX_OCTETS));
            Optional<Integer> content = contentEnd(rest);
            if (content.isPresent()) {
                int end = from + content.get();
                int lineStart = text.lastIndexOf('\n', end - 1) + 1;
                starts.removeIf(start -> start > 0 && start == lineStart);
                starts.add(end);
            }
            from = starts.tailSet(from + 1).first();
        }
        return List.copyOf(starts);
    }

    /** Finds the end of a content that Content-Length frames, or that is none, where something follows. */
    private static Optional<Integer> contentEnd(String text) {
        if (!HEAD_END.matcher(text).find()) {
            return Optional.empty();
        }
        RequestText first = RequestText.of(text);
        return first.content()
                .filter(any -> first.pieces().stream().noneMatch(piece -> piece.is(Kind.CHUNK_SIZE)))
                .flatMap(content -> first.announcedLength().map(length -> content.from() + length))
                .filter(end -> end < text.length());
    }
}
