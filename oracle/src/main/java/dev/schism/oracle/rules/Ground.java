// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** What a result rests on beside the rule itself. */
public enum Ground {
    /** The rule alone. */
    RULE,
    /** Another rule lets the server refuse, so that this one was not put to the test. */
    EXCUSED,
    /** The outcome is, or may be, one that keeps the rule, but not the one that it prefers. */
    SECOND_BEST,
    /** The rule is a permission that does not name the outcome. */
    UNNAMED,
    /** The rule speaks about something that is not why the request met with this. */
    INCIDENTAL,
    /** The server closed the connection in place of the response asked for (RFC 9112 §9.5). */
    CLOSED
}
