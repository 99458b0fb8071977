// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** What was injected. */
public enum InjectionKind {
    /** A connect failed. */
    CONNECT_FAILURE,
    /** A send failed. */
    SEND_FAILURE,
    /** A receive failed. */
    RECV_FAILURE,
    /** A receive found the end of the stream. */
    END_OF_STREAM,
    /** A receive returned less than asked for. */
    SHORT_READ,
    /** A send took less than offered. */
    SHORT_WRITE,
    /** An octet was changed. */
    CORRUPT_BYTE,
    /** A connect gets no answer. */
    BLACK_HOLE,
    /** A connection goes through the relay, which delays, paces or ends it. */
    LINK,
    /** The relay stopped passing octets on. */
    STALL,
    /** The relay reset the connection. */
    LINK_RESET,
    /** The relay closed the connection. */
    LINK_CLOSE
}
