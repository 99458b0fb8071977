// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/** What the category of the first response alone would hide. */
public enum Facet {
    /** The number of final responses. */
    RESPONSE_COUNT,
    /** The status codes of all final responses in order. */
    STATUS_SEQUENCE,
    /** How the connection ended. */
    CONNECTION_END,
    /** Octets after the last response. */
    LEFTOVER,
    /** What the servers say they understood of the requests. */
    REQUEST_SEEN,
    /** The interim responses. */
    INTERIM_RESPONSES
}
