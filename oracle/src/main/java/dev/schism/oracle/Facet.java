// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * What the category of the first response alone would hide.
 *
 * <p>A facet that differs makes a divergence even where the category is an accepted one, with one exception:
 * {@link #INTERIM_RESPONSES} is recorded in a divergence and does not make one by itself, because a server may send 100
 * (Continue) or leave it out (RFC 9110 §10.1.1).
 */
public enum Facet {
    /** The number of final responses that were complete before the runner's probe. */
    RESPONSE_COUNT("count:"),
    /** The status codes of all final responses in order, one that was cut included. */
    STATUS_SEQUENCE("statuses:"),
    /** How the connection stood before the runner's own half-close: FIN, RST or open. */
    CONNECTION_END("end:"),
    /** Octets after the last response. */
    LEFTOVER("leftover:"),
    /**
     * What departs from grammar and framing in the responses of one side only, content in answer to HEAD included, and
     * a length of zero in answer to HEAD where there is content to tell of, and what a client of HTTP/1.0 cannot read.
     */
    RESPONSE_FORM("form:"),
    /** What the servers say they understood of the requests. */
    REQUEST_SEEN("seen-"),
    /** The status codes of the interim responses; does not make a divergence by itself. */
    INTERIM_RESPONSES("interim:");

    private final String prefix;

    Facet(String prefix) {
        this.prefix = prefix;
    }

    /** Tells whether a difference in this facet makes a divergence by itself. */
    public boolean matters() {
        return this != INTERIM_RESPONSES;
    }

    /** Returns a kind of difference as a signature spells it, such as {@code end:fin-open}. */
    String spell(String kind) {
        return prefix + kind;
    }
}
