// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** When a failing connect tells. */
public enum Delivery {
    /**
     * As the kernel does it for a peer that is not on this host: the connect is pending, and the wait for it fails. A
     * selector reports it. Where that cannot be done (asynchronous channels, native transports) it is immediate.
     */
    ASYNCHRONOUS,
    /** The call itself fails. */
    IMMEDIATE
}
