// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Classes of octets in the grammar of HTTP (RFC 9110 §5.6, RFC 5234 appendix B.1). */
final class Grammar {

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private Grammar() {}

    static boolean isWhitespace(int octet) {
        return octet == ' ' || octet == '\t';
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Tells whether the octet is one of {@code tchar}. */
    static boolean isTokenOctet(int octet) {
        int lower = octet | 0x20;
        return isDigit(octet) || (lower >= 'a' && lower <= 'z') || TOKEN_SYMBOLS.indexOf(octet) >= 0;
    }

    /** Tells whether the octet has no place in a field value; CR is left to the rule on bare CR. */
    static boolean isControl(int octet) {
        return (octet < 0x20 && octet != '\t' && octet != '\r') || octet == 0x7F;
    }

    /** Returns the value of a hexadecimal digit, or -1. */
    static int hexValue(int octet) {
        return octet < 0x80 ? Character.digit(octet, 16) : -1;
    }

    static boolean isDecimal(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isDigit);
    }

    /** Removes spaces and tabs, and nothing else, from both ends. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Removes CRLF or a bare LF from the end. */
    static String trimLineEnd(String line) {
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
