// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/** The smallest parts of the grammar (RFC 9110 §5.6). */
final class Tokens {

    private static final String SPECIAL = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && SPECIAL.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Tells whether a text, possibly empty, has letters, digits and dashes only. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isAlphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
        return trimEnd(from == 0 ? text : text.substring(from));
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
