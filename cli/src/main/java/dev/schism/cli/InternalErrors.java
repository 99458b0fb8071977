// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The file {@value #NAME} beside a corpus: everything of ours that failed, with time, seed, place and stack. It is
 * added to until it is {@value #MAX_OCTETS} octets large.
 */
final class InternalErrors {

    /** Name of the file. */
    static final String NAME = "internal-errors";

    /** Largest file that is added to. */
    static final long MAX_OCTETS = 4 << 20;

    private final Path file;
    private final String command;

    private InternalErrors(Path file, String command) {
        this.file = file;
        this.command = command;
    }

    /** Names the file beside the corpus of a command. */
    static InternalErrors beside(Path corpus, String command) {
        Path place = corpus.toAbsolutePath().normalize();
        return new InternalErrors(place.resolveSibling(NAME).toAbsolutePath(), command);
    }

    Path file() {
        return file;
    }

    /** Adds a failure; where the file cannot be written, that must not lose anything else. */
    synchronized boolean write(String what, Throwable failure) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println(Instant.now() + " " + command);
        out.println(what);
        failure.printStackTrace(out);
        out.println();
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > MAX_OCTETS) {
                return false;
            }
            Files.writeString(
                    file,
                    text.toString(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
