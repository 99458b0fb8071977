// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** What one decision about a rate stands for. */
public enum Granularity {
    /**
     * A stretch of octets of a connection, of drawn length: the same octet fails whatever the client reads at once.
     * This is what makes a run repeatable.
     */
    SEGMENT,
    /** One call of the operating system, as in the originals. Not repeatable: call sizes depend on timing. */
    OPERATION
}
