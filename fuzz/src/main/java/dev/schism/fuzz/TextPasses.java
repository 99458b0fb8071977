// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simpler octets, lazily: lines left out, contents and values shortened, spans left out, odd octets made plain. */
final class TextPasses {

    /** Spans in a text; shorter ones are left out only once the text has become shorter. */
    static final int MOST_SPANS = 512;

    private static final List<Integer> LINE_SPANS = List.of(16, 8, 4, 2, 1);
    /** Index of the pass that leaves out single lines. */
    static final int SINGLE_LINES = LINE_SPANS.size() - 1;

    private static final List<Integer> OCTET_SPANS = List.of(4096, 1024, 256, 64, 16, 8, 4, 2, 1);
    private static final Pattern VALUE = Pattern.compile("(?m)(?<=:)[^\\r\\n]{2,}");
    private static final Pattern TARGET = Pattern.compile("(?m)(?<=^[A-Z]{1,20} )[^ \\r\\n]{2,}(?= )");

    /** The passes in order, coarse ones first. */
    static final List<Function<String, Stream<Supplier<String>>>> ALL = passes();

    private TextPasses() {}

    private static List<Function<String, Stream<Supplier<String>>>> passes() {
        List<Function<String, Stream<Supplier<String>>>> passes = new ArrayList<>();
        LINE_SPANS.forEach(span -> passes.add(text -> withoutLines(text, span)));
        passes.add(FramedContents::shortened);
        passes.add(text -> replaced(text, TARGET, "/"));
        passes.add(text -> replaced(text, VALUE, " a"));
        passes.add(text -> replaced(text, VALUE, ""));
        OCTET_SPANS.forEach(span -> passes.add(text -> withoutOctets(text, span)));
        passes.add(CanonicalOctets::replaced);
        return List.copyOf(passes);
    }

    private static Stream<Supplier<String>> withoutLines(String text, int span) {
        int[] starts = IntStream.concat(
                        IntStream.iterate(0, at -> at < text.length(), at -> nextLine(text, at)),
                        IntStream.of(text.length()))
                .toArray();
        return IntStream.iterate(0, line -> line + span < starts.length, line -> line + Math.max(1, span / 2))
                .mapToObj(line -> () -> text.substring(0, starts[line]) + text.substring(starts[line + span]));
    }

    /** Returns where the line behind the one at {@code at} begins, or the length of the text. */
    static int nextLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private static Stream<Supplier<String>> replaced(String text, Pattern pattern, String by) {
        return pattern.matcher(text)
                .results()
                .map(match -> () -> text.substring(0, match.start()) + by + text.substring(match.end()));
    }

    /** Leaves out a span at each place where that gives another text than at the place before. */
    private static Stream<Supplier<String>> withoutOctets(String text, int span) {
        if (span < text.length() / MOST_SPANS) {
            return Stream.empty();
        }
        int step = Math.max(1, span / 2);
        Words words = Words.of(text);
        return IntStream.iterate(0, from -> from + span <= text.length(), from -> from + step)
                .filter(from -> words.isWhole(from, from + span))
                .filter(from -> from == 0 || !text.regionMatches(from - step, text, from - step + span, step))
                .mapToObj(from -> () -> text.substring(0, from) + text.substring(from + span));
    }
}
