// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** A direction of octets, seen from the program under test. */
public enum Direction {
    /** From the program to its peer. */
    SEND,
    /** From the peer to the program. */
    RECEIVE
}
