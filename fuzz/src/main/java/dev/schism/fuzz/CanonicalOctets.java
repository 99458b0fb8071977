// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Traits;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which octets say nothing, and what they are replaced by. */
final class CanonicalOctets {

    /** Odd octets of a line that are replaced one at a time. */
    static final int MOST_SINGLE = 24;

    private static final String PLAIN = "a0/: \r\n";

    private CanonicalOctets() {}

    /** Returns 0 for an octet that says nothing or is structure, more for others. */
    static int oddity(int character) {
        if (PLAIN.indexOf(character) >= 0) {
            return 0;
        }
        return character > ' ' && character < 0x7F ? 1 : 2;
    }

    /**
     * Returns the text with the odd octets of a line replaced by plain ones: all at once, and one at a time where they
     * are few. Request lines, field names and words that mean something stay as they are.
     */
    static Stream<Supplier<String>> replaced(String text) {
        Words words = Words.of(text);
        return Lazily.joined(IntStream.iterate(0, at -> at < text.length(), at -> TextPasses.nextLine(text, at))
                .mapToObj(from -> replacedIn(text, words, from, TextPasses.nextLine(text, from))));
    }

    private static Stream<Supplier<String>> replacedIn(String text, Words words, int from, int to) {
        if (RequestLines.isOne(text, from, to)) {
            return Stream.empty();
        }
        int colon = text.indexOf(':', from);
        int start = colon >= 0 && colon < to && Traits.isToken(text.substring(from, colon)) ? colon + 1 : from;
        int[] odd = IntStream.range(start, to)
                .filter(index -> oddity(text.charAt(index)) > 0 && !words.contains(index))
                .toArray();
        Stream<Supplier<String>> all = odd.length > 1 ? Stream.of(() -> plain(text, odd)) : Stream.empty();
        Stream<Supplier<String>> single = odd.length > MOST_SINGLE
                ? Stream.empty()
                : Arrays.stream(odd).mapToObj(index -> () -> plain(text, index));
        return Stream.concat(all, single);
    }

    private static String plain(String text, int... indexes) {
        StringBuilder plain = new StringBuilder(text);
        for (int index : indexes) {
            plain.setCharAt(index, Character.isDigit(text.charAt(index)) ? '0' : 'a');
        }
        return plain.toString();
    }
}
