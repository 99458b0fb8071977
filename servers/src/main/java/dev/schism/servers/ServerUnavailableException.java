// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.Serial;

/** A server that is needed cannot be started or reached; the message says which, why and what to do about it. */
public final class ServerUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what is missing. */
    public ServerUnavailableException(String message) {
        super(message);
    }

    /** Says what is missing, and what it came from. */
    public ServerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
