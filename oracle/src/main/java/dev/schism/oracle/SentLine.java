// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * A line that a client sent.
 *
 * @param text the line as ISO-8859-1 without what ended it
 * @param ending what ended it
 */
record SentLine(String text, Ending ending) {

    enum Ending {
        CRLF,
        LF,
        /** The octets ended before the line did. */
        NONE
    }

    boolean isComplete() {
        return ending != Ending.NONE;
    }

    /** Tells whether the line ends a section. */
    boolean isEmpty() {
        return isComplete() && text.isEmpty();
    }

    /** Tells whether the line continues the one before. */
    boolean isFolded() {
        return !text.isEmpty() && Tokens.isBlank(text.charAt(0));
    }
}
