// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** The lexical classes of RFC 9110 §5.6 and RFC 9112 that several parts of the parser share. */
final class Grammar {

    private static final String TCHAR_SYMBOLS = "!#$%&'*+-.^_`|~";

    private Grammar() {}

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    static boolean isHexDigit(int octet) {
        return isDigit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
    }

    static boolean isAlpha(int octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    }

    static boolean isTchar(int octet) {
        return isDigit(octet) || isAlpha(octet) || TCHAR_SYMBOLS.indexOf(octet) >= 0;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isTchar);
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isDigit);
    }

    /** Optional whitespace (RFC 9110 §5.6.3). */
    static boolean isOws(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /** What may delimit the words of a request line for a lenient recipient (RFC 9112 §3). */
    static boolean isRequestLineSpace(int octet) {
        return isOws(octet) || octet == 0x0B || octet == 0x0C || octet == '\r';
    }

    static boolean isControl(int octet) {
        return octet < 0x20 || octet == 0x7F;
    }

    /** Removes optional whitespace on both sides, and nothing else. */
    static String trimOws(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isOws(text.charAt(from))) {
            from++;
        }
        while (to > from && isOws(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
