// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Contents made shorter together with the number that frames them, which no edit of one place alone can do. */
final class FramedContents {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length[ \\t]*:[ \\t]*([0-9]{1,6})(?=\\r?\\n)");
    private static final Pattern CHUNK = Pattern.compile("(?m)^([0-9a-fA-F]{1,5})[^\\n0-9a-fA-F][^\\n]*\\n");
    private static final Pattern HEAD_END = Pattern.compile("\\n\\r?\\n");

    private FramedContents() {}

    static Stream<Supplier<String>> shortened(String text) {
        return Lazily.joined(Stream.of(lengths(text), chunks(text)));
    }

    private static Stream<Supplier<String>> lengths(String text) {
        HeadEnds headEnds = new HeadEnds(text);
        return Lazily.joined(LENGTH.matcher(text)
                .results()
                .takeWhile(match -> headEnds.after(match.end()) >= 0)
                .map(match -> lengths(text, match, headEnds.after(match.end()))));
    }

    private static Stream<Supplier<String>> lengths(String text, MatchResult match, int content) {
        int length = Integer.parseInt(match.group(1));
        int contentEnd = Math.min(text.length(), content + length);
        return smaller(length)
                .mapToObj(size -> () -> text.substring(0, match.start(1))
                        + size
                        + text.substring(match.end(1), Math.min(contentEnd, content + size))
                        + text.substring(contentEnd));
    }

    /**
     * Looks up to the last line feed only, without which each line would be searched for one to the end of the text.
     */
    private static Stream<Supplier<String>> chunks(String text) {
        return Lazily.joined(CHUNK.matcher(text)
                .region(0, text.lastIndexOf('\n') + 1)
                .results()
                .map(match -> chunks(text, match)));
    }

    private static Stream<Supplier<String>> chunks(String text, MatchResult match) {
        int size = Integer.parseInt(match.group(1), 16);
        int data = match.end();
        if (size == 0 || data + size > text.length()) {
            return Stream.empty();
        }
        Supplier<String> without = () -> text.substring(0, match.start()) + afterLineEnd(text, data + size);
        return Stream.concat(
                Stream.of(without),
                smaller(size)
                        .filter(smaller -> smaller > 0)
                        .mapToObj(smaller -> () -> text.substring(0, match.start(1))
                                + Integer.toHexString(smaller)
                                + text.substring(match.end(1), data + smaller)
                                + text.substring(data + size)));
    }

    private static String afterLineEnd(String text, int from) {
        return text.startsWith("\r\n", from) ? text.substring(from + 2) : text.substring(from);
    }

    private static IntStream smaller(int number) {
        return IntStream.of(0, 1, number / 2, number - 1)
                .filter(smaller -> smaller >= 0 && smaller < number)
                .distinct();
    }

    /** Finds the ends of heads behind ever higher places, and searches no part of the text twice. */
    private static final class HeadEnds {

        private final Matcher matcher;
        private boolean found;

        HeadEnds(String text) {
            this.matcher = HEAD_END.matcher(text);
            this.found = matcher.find();
        }

        /** Returns the offset behind the first end of a head at or after a place, or -1. */
        int after(int place) {
            while (found && matcher.start() < place) {
                found = matcher.find(matcher.start() + 1);
            }
            return found ? matcher.end() : -1;
        }
    }
}
