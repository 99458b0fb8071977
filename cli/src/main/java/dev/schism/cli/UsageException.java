// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** Reads what words of the command line name; what cannot be read, and illegal contents, are a usage error. */
    static <T> T unlessReadable(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UsageException("file must be readable: " + reason(e), e);
        }
    }

    private static String reason(@Nullable Throwable e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "no access to " + e.getMessage();
        }
        return e == null ? "unknown why" : String.valueOf(e.getMessage());
    }
}
