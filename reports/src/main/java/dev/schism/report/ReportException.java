// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.io.Serial;

/** A report that cannot be written: names the file. */
public final class ReportException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes an exception with what led to it. */
    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
