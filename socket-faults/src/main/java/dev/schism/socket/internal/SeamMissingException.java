// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.util.Collection;

/** Says that this JDK, or this process, does not let faults be injected. Nothing is injected after it. */
public final class SeamMissingException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says what is in the way. */
    public SeamMissingException(String message) {
        super(message);
    }

    /** Says what is in the way, and what it came from. */
    public SeamMissingException(String message, Throwable cause) {
        super(message, cause);
    }

    static SeamMissingException of(Collection<String> missing) {
        return new SeamMissingException("every socket seam must be woven and answer its self-test on JDK "
                + Runtime.version() + ", missing: " + missing);
    }
}
