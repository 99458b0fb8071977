// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simpler octets, lazily: lines left out, contents and values shortened, spans left out, odd octets made plain. */
final class TextPasses {

    private static final List<Integer> LINE_SPANS = List.of(16, 8, 4, 2, 1);
    private static final List<Integer> OCTET_SPANS = List.of(4096, 1024, 256, 64, 16, 8, 4, 2, 1);
    private static final Pattern VALUE = Pattern.compile("(?m)(?<=:)[^\\r\\n]{2,}");
    private static final Pattern TARGET = Pattern.compile("(?m)(?<=^[A-Z]{1,20} )[^ \\r\\n]{2,}(?= )");

    /** The passes in order, coarse ones first. */
    static final List<Function<String, Stream<String>>> ALL = passes();

    private TextPasses() {}

    private static List<Function<String, Stream<String>>> passes() {
        List<Function<String, Stream<String>>> passes = new ArrayList<>();
        LINE_SPANS.forEach(span -> passes.add(text -> withoutLines(text, span)));
        passes.add(FramedContents::shortened);
        passes.add(text -> replaced(text, TARGET, "/"));
        passes.add(text -> replaced(text, VALUE, " a"));
        passes.add(text -> replaced(text, VALUE, ""));
        OCTET_SPANS.forEach(span -> passes.add(text -> withoutOctets(text, span)));
        passes.add(CanonicalOctets::replaced);
        return List.copyOf(passes);
    }

    private static Stream<String> withoutLines(String text, int span) {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < text.length(); at = nextLine(text, at)) {
            starts.add(at);
        }
        starts.add(text.length());
        return IntStream.iterate(0, line -> line + span < starts.size(), line -> line + Math.max(1, span / 2))
                .mapToObj(line -> text.substring(0, starts.get(line)) + text.substring(starts.get(line + span)));
    }

    private static int nextLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private static Stream<String> replaced(String text, Pattern pattern, String by) {
        List<MatchResult> matches = pattern.matcher(text).results().toList();
        return matches.stream().map(match -> text.substring(0, match.start()) + by + text.substring(match.end()));
    }

    private static Stream<String> withoutOctets(String text, int span) {
        return IntStream.iterate(0, from -> from + span <= text.length(), from -> from + Math.max(1, span / 2))
                .mapToObj(from -> text.substring(0, from) + text.substring(from + span));
    }
}
