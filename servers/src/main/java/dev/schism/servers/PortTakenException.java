// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.Serial;

/** Somebody took a port between its choice and its use. */
final class PortTakenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
        super(message);
    }
}
