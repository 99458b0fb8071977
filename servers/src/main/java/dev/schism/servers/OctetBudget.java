// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/** Octets that all connections of one backend may buffer together. Used by one thread. */
final class OctetBudget {

    private long left;

    OctetBudget(long octets) {
        this.left = octets;
    }

    boolean reserve(int octets) {
        if (octets > left) {
            return false;
        }
        left -= octets;
        return true;
    }

    void release(int octets) {
        left += octets;
    }

    long left() {
        return left;
    }
}
