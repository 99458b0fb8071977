// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

/**
 * Why the result of a run is not whole.
 *
 * @param kind what kind of reason it is
 * @param text a sentence that says what, where and what to do
 */
public record Problem(Kind kind, String text) {

    /** The kinds, and what each does to the result. */
    public enum Kind {
        /** Something of ours failed; there is no result without a doubt. */
        INTERNAL_ERROR,
        /** A server stopped answering as it did at the start. */
        SERVER_LOST,
        /** No two answers were compared. */
        NOTHING_COMPARED,
        /** Differences were left unchecked; what was found counts all the same. */
        UNCHECKED,
        /** An entry of the corpus could not be read; the others count all the same. */
        UNREADABLE;

        /** Tells whether there is no result even where something was found. */
        boolean isFatal() {
            return this != UNCHECKED && this != UNREADABLE;
        }
    }
}
