// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

/**
 * Text of unknown origin made fit for people: what has no visible shape, changes the direction of writing or is no
 * character is spelt out, and what is too long is cut.
 */
final class Printable {

    /** Longest text that is shown: 2,000 characters. */
    static final int MAX_CHARACTERS = 2_000;

    private Printable() {}

    static String of(String text) {
        return of(text, MAX_CHARACTERS);
    }

    static String of(String text, int limit) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), limit) + 32);
        int at = 0;
        while (at < text.length() && at < limit) {
            int codePoint = text.codePointAt(at);
            append(shown, codePoint);
            at += Character.charCount(codePoint);
        }
        if (at < text.length()) {
            shown.append(" … (").append(text.length() - at).append(" more characters)");
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (isVisible(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else if (codePoint <= 0xFF) {
            shown.append("\\x%02x".formatted(codePoint));
        } else {
            shown.append("\\u{%x}".formatted(codePoint));
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> isLeftToRight(codePoint);
        };
    }

    /** Letters that are written from right to left would move their neighbours about. */
    private static boolean isLeftToRight(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT
                && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
