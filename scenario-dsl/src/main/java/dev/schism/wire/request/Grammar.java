// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

/** The lexical classes of RFC 9110 §5.6 and RFC 9112 that several parts of the parser share. */
public final class Grammar {

    private static final String TCHAR_SYMBOLS = "!#$%&'*+-.^_`|~";

    private Grammar() {}

    /** Tells whether an octet is a decimal digit. */
    public static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Tells whether an octet is a hexadecimal digit of either case. */
    public static boolean isHexDigit(int octet) {
        return isDigit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
    }

    /** Tells whether an octet is an ASCII letter. */
    public static boolean isAlpha(int octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    }

    /** Tells whether an octet may stand in a token (RFC 9110 §5.6.2). */
    public static boolean isTchar(int octet) {
        return isDigit(octet) || isAlpha(octet) || TCHAR_SYMBOLS.indexOf(octet) >= 0;
    }

    /** Tells whether a text is a token. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isTchar);
    }

    /** Tells whether a text is decimal digits, one at least. */
    public static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isDigit);
    }

    /** Optional whitespace (RFC 9110 §5.6.3). */
    public static boolean isOws(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /** What may delimit the words of a request line for a lenient recipient (RFC 9112 §3). */
    public static boolean isRequestLineSpace(int octet) {
        return isOws(octet) || octet == 0x0B || octet == 0x0C || octet == '\r';
    }

    /** Tells whether an octet is a control octet or DEL, HTAB included. */
    public static boolean isControl(int octet) {
        return octet < 0x20 || octet == 0x7F;
    }

    /** Removes optional whitespace on both sides, and nothing else. */
    public static String trimOws(String text) {
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
