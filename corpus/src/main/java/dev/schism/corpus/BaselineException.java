// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.io.Serial;

/** A baseline that cannot be read: names the file, the line and the field. */
public final class BaselineException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public BaselineException(String message) {
        super(message);
    }

    /** Makes an exception with what led to it. */
    public BaselineException(String message, Throwable cause) {
        super(message, cause);
    }
}
