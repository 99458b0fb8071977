// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.IOException;
import java.util.function.Supplier;

/** Says that words on the command line, or files that they name, are wrong; nothing else is a usage error. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    UsageException(String message) {
        super(message);
    }

    /** A file that words name, being read. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /** Takes words of the command line for what they mean; illegal ones are a usage error. */
    static <T> T unless(Supplier<T> meaning) {
        try {
            return meaning.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads what words of the command line name; illegal contents are a usage error.
     *
     * @throws IOException when it cannot be read
     */
    static <T> T unlessReadable(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
