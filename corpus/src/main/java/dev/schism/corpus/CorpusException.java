// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.io.Serial;

/** A corpus that cannot be read or written: names the entry, the file and, where there is one, the field. */
public final class CorpusException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public CorpusException(String message) {
        super(message);
    }

    /** Makes an exception with what led to it. */
    public CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
