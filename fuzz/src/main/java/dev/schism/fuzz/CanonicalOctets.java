// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which octets say nothing, and what they are replaced by. */
final class CanonicalOctets {

    private static final String PLAIN = "a0/: \r\n";

    private CanonicalOctets() {}

    /** Returns 0 for an octet that says nothing or is structure, more for others. */
    static int oddity(int character) {
        if (PLAIN.indexOf(character) >= 0) {
            return 0;
        }
        return character > ' ' && character < 0x7F ? 1 : 2;
    }

    /** Returns the text with each odd octet, one at a time, replaced by a plain one; request lines stay readable. */
    static Stream<Supplier<String>> replaced(String text) {
        return Lazily.joined(IntStream.iterate(0, at -> at < text.length(), at -> TextPasses.nextLine(text, at))
                .mapToObj(from -> replacedIn(text, from, TextPasses.nextLine(text, from))));
    }

    private static Stream<Supplier<String>> replacedIn(String text, int from, int to) {
        if (RequestLines.isOne(text, from, to)) {
            return Stream.empty();
        }
        return IntStream.range(from, to)
                .filter(index -> oddity(text.charAt(index)) > 0)
                .mapToObj(index ->
                        () -> text.substring(0, index) + plain(text.charAt(index)) + text.substring(index + 1));
    }

    private static char plain(char character) {
        return Character.isDigit(character) ? '0' : 'a';
    }
}
