// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** The JSON of the echo contract, version 1. */
public final class EchoJson {

    private EchoJson() {}

    /** Writes an echo. */
    public static Octets write(EchoedRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Reads an echo; empty where the octets are none. */
    public static Optional<EchoedRequest> read(Octets json) {
        throw new UnsupportedOperationException();
    }
}
