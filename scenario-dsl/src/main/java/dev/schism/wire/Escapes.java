// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.io.ByteArrayOutputStream;

/**
 * The one spelling of octets in text: printable ASCII stands for itself, everything else is escaped.
 *
 * <p>The escapes are {@code \r}, {@code \n}, {@code \t}, {@code \\} and {@code \xHH} with two hexadecimal digits. The
 * result is ASCII, so it survives any editor, and {@link #unescape} is its exact inverse.
 */
public final class Escapes {

    private static final String HEX = "0123456789abcdef";

    private Escapes() {}

    /** Writes octets as ASCII text; inverse of {@link #unescape}. */
    public static String escape(Octets octets) {
        StringBuilder text = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            append(text, octets.at(i));
        }
        return text.toString();
    }

    /** Appends one octet (0 to 255) in its escaped spelling. */
    public static void append(StringBuilder text, int octet) {
        switch (octet) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (octet >= 0x20 && octet < 0x7F) {
                    text.append((char) octet);
                } else {
                    text.append("\\x").append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xF));
                }
            }
        }
    }

    /**
     * Reads octets from their escaped spelling.
     *
     * @throws IllegalArgumentException when an escape is unknown or cut off, or a character is not printable ASCII
     */
    public static Octets unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                throw problem("must be printable ASCII", text, i, 1);
            }
            if (c != '\\') {
                out.write(c);
                i++;
            } else {
                i += readEscape(text, i, out);
            }
        }
        return Octets.of(out.toByteArray());
    }

    private static int readEscape(String text, int at, ByteArrayOutputStream out) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        switch (kind) {
            case 'r' -> out.write('\r');
            case 'n' -> out.write('\n');
            case 't' -> out.write('\t');
            case '\\' -> out.write('\\');
            case 'x' -> {
                int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
                int low = at + 3 < text.length() ? Character.digit(text.charAt(at + 3), 16) : -1;
                if (high < 0 || low < 0) {
                    throw problem("must have two hexadecimal digits after \\x", text, at, 4);
                }
                out.write(high << 4 | low);
                return 4;
            }
            default -> throw problem("must be one of \\r \\n \\t \\\\ \\xHH", text, at, 2);
        }
        return 2;
    }

    private static IllegalArgumentException problem(String what, String text, int at, int length) {
        String excerpt = text.substring(at, Math.min(text.length(), at + length));
        return new IllegalArgumentException("escape " + what + ": '" + excerpt + "' at column " + (at + 1));
    }
}
