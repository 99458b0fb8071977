// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** Decides whether an outcome is as a pattern says. */
@FunctionalInterface
interface Condition {

    /** Answers for a situation in which a rule was triggered at an offset. */
    Answer test(Situation situation, int at);
}
