// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** What a rule needs to be observed, or why it matters. */
public enum Flag {
    /** Acceptance can only be judged with an echo of the request. */
    ECHO,
    /** Breaking it can shift where the next message starts; a follow-up request on the connection shows that. */
    DESYNC,
    /** Breaking it matters for security. */
    SEC,
    /** It is about a message that is not complete, where waiting can be right. */
    INCOMPLETE,
    /** It is about a size or number that a server may limit. */
    LIMIT,
    /** It relates several runs. */
    METAMORPHIC,
    /** It is about an intermediary, seen through the octets it forwarded. */
    PROXY
}
