// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/** The octets of a URI (RFC 3986 §2), by loops: every candidate of every shrinking is looked at. */
final class UriOctets {

    private static final boolean[] ALLOWED = new boolean[0x80];

    static {
        for (char c = 0; c < ALLOWED.length; c++) {
            ALLOWED[c] = Tokens.isAlphanumeric(c) || "-._~:/?@!$&'()*+,;=%[]".indexOf(c) >= 0;
        }
    }

    private UriOctets() {}

    /** Tells whether an octet may stand in a URI without being percent-encoded; {@code #} may not in a target. */
    static boolean isAllowed(char c) {
        return c < ALLOWED.length && ALLOWED[c];
    }

    /** Tells whether a percent sign is not followed by two hexadecimal digits. */
    static boolean hasBrokenPercentEncoding(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (at + 2 >= text.length() || !isHex(text.charAt(at + 1)) || !isHex(text.charAt(at + 2))) {
                return true;
            }
        }
        return false;
    }

    /** Returns what stands before the query and the fragment. */
    static String beforeQuery(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) == '?' || target.charAt(i) == '#') {
                return target.substring(0, i);
            }
        }
        return target;
    }

    private static boolean isHex(char c) {
        return Tokens.isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
