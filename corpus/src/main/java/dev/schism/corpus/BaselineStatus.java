// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

/** What a baseline says about a divergence. */
public enum BaselineStatus {
    /** No accepted divergence matches. */
    NEW,
    /** An accepted divergence matches and has not expired. */
    ACCEPTED,
    /** Accepted divergences match, but all of them have expired. */
    EXPIRED
}
