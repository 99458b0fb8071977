// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.OptionalInt;

/** Decides whether a rule speaks about a situation. */
@FunctionalInterface
interface Trigger {

    /** Returns the offset of the octets that make the rule speak; empty where it does not. */
    OptionalInt find(Situation situation);
}
