// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Contents made shorter together with the number that frames them, which no edit of one place alone can do. */
final class FramedContents {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length[ \\t]*:[ \\t]*([0-9]{1,6})(?=\\r?\\n)");
    private static final Pattern CHUNK = Pattern.compile("(?m)^([0-9a-fA-F]{1,5})[^\\n0-9a-fA-F][^\\n]*\\n");
    private static final Pattern HEAD_END = Pattern.compile("\\n\\r?\\n");

    private FramedContents() {}

    static Stream<String> shortened(String text) {
        return Stream.concat(
                matches(LENGTH, text).flatMap(match -> lengths(text, match)),
                matches(CHUNK, text).flatMap(match -> chunks(text, match)));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        List<MatchResult> matches = pattern.matcher(text).results().toList();
        return matches.stream();
    }

    private static Stream<String> lengths(String text, MatchResult match) {
        int length = Integer.parseInt(match.group(1));
        var end = HEAD_END.matcher(text);
        if (!end.find(match.end())) {
            return Stream.empty();
        }
        int content = end.end();
        int contentEnd = Math.min(text.length(), content + length);
        return smaller(length)
                .mapToObj(size -> text.substring(0, match.start(1))
                        + size
                        + text.substring(match.end(1), Math.min(contentEnd, content + size))
                        + text.substring(contentEnd));
    }

    private static Stream<String> chunks(String text, MatchResult match) {
        int size = Integer.parseInt(match.group(1), 16);
        int data = match.end();
        if (size == 0 || data + size > text.length()) {
            return Stream.empty();
        }
        String without = text.substring(0, match.start()) + afterLineEnd(text, data + size);
        return Stream.concat(
                Stream.of(without),
                smaller(size)
                        .filter(smaller -> smaller > 0)
                        .mapToObj(smaller -> text.substring(0, match.start(1))
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
}
