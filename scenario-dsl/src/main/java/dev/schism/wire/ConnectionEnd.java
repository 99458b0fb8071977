// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** How a connection ended, seen from the client. */
public enum ConnectionEnd {
    /** The peer closed its sending side in order. */
    FIN,
    /** The peer reset the connection. */
    RST,
    /** The connection was still open when the runner left it. */
    OPEN,
    /** Nothing accepted the connection. */
    REFUSED,
    /** The connection was not established in time. */
    CONNECT_TIMEOUT,
    /** Something else failed, such as a TLS handshake or an unreachable address; the observation's error says what. */
    FAILED
}
