// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Set;

/** How much it matters that a rule is broken. */
public enum Severity {
    /** A matter of conformance. */
    LOW,
    /** It can desynchronise, or it is relevant to security. */
    MEDIUM,
    /** It can desynchronise and is relevant to security. */
    HIGH;

    /** Returns the next lower one; the lowest stays. */
    Severity lower() {
        return this == HIGH ? MEDIUM : LOW;
    }

    /** Returns the severity that follows from a rule's flags. */
    static Severity of(Set<Flag> flags) {
        boolean desync = flags.contains(Flag.DESYNC);
        boolean security = flags.contains(Flag.SEC);
        if (desync && security) {
            return HIGH;
        }
        return desync || security ? MEDIUM : LOW;
    }
}
