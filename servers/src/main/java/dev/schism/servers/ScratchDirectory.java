// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A private temporary directory, readable by this user only; closing it removes it with everything in it. */
final class ScratchDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("schism-"));
        } catch (IOException e) {
            throw new UncheckedIOException("temporary directory must be writable", e);
        }
    }

    Path path() {
        return path;
    }

    Path write(String name, String text) {
        Path file = path.resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("temporary directory must be writable: " + file, e);
        }
    }

    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("temporary directory could not be removed: {}", path, e);
        }
    }
}
