// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.regex.Pattern;

/** The smallest parts of the grammar (RFC 9110 §5.6). */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private Tokens() {}

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Tells whether a character is optional whitespace: SP or HTAB. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Removes optional whitespace from both ends. */
    static String trim(String text) {
        int from = 0;
        while (from < text.length() && isBlank(text.charAt(from))) {
            from++;
        }
        return trimEnd(text.substring(from));
    }

    /** Removes optional whitespace from the end. */
    static String trimEnd(String text) {
        int to = text.length();
        while (to > 0 && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(0, to);
    }
}
