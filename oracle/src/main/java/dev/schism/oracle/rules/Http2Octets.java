// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Octets;

/** Recognises the start of HTTP/2 (RFC 9113 §3.4): a SETTINGS frame on stream 0. */
final class Http2Octets {

    private static final int FRAME_HEADER = 9;
    private static final int SETTINGS = 4;

    private Http2Octets() {}

    static boolean are(Situation situation) {
        Octets received = situation.observation().received();
        return received.length() >= FRAME_HEADER
                && received.at(3) == SETTINGS
                && received.slice(5, FRAME_HEADER).equals(Octets.of(new byte[4]));
    }
}
