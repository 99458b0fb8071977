// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/**
 * How far from the octets a rule looks at what became of them. One fault has consequences further on; the rule that
 * looks nearest says it, and those that look further have nothing to add.
 */
enum Reach {
    /** At what the octets are, and what the server made of them. */
    OCTETS,
    /** At what became of a message as a whole, and where it ended. */
    MESSAGE,
    /** At which responses belong to which requests. */
    CONNECTION,
    /** At a request that was sent for nothing else. */
    PROBE
}
