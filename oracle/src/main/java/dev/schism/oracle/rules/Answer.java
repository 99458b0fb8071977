// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** A yes, a no, or that it could not be seen. */
enum Answer {
    YES,
    NO,
    UNKNOWN;

    static Answer of(boolean value) {
        return value ? YES : NO;
    }

    Answer and(Answer other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : UNKNOWN;
    }

    Answer or(Answer other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : UNKNOWN;
    }

    Answer not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
