// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Divergence;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioText;
import dev.schism.wire.Observation;
import dev.schism.wire.ObservationJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;

/** The files of one entry in its directory: four, and the neighbour where one was found. */
final class EntryFiles {

    private final Path directory;
    private final String name;

    /** The files by what is in them. */
    enum File {
        SCENARIO("scenario.schism", 8 << 20),
        NEIGHBOUR("neighbour.schism", 8 << 20),
        META("meta.json", 1 << 20),
        REFERENCE("reference.json", 64 << 20),
        TARGET("target.json", 64 << 20);

        private final String fileName;
        private final int maxOctets;

        File(String fileName, int maxOctets) {
            this.fileName = fileName;
            this.maxOctets = maxOctets;
        }

        /** Returns the largest size; that of an observation is enough for whatever the runner receives, escaped. */
        int maxOctets() {
            return maxOctets;
        }
    }

    /** Names the files of an entry that are or will be in a directory. */
    EntryFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /**
     * Makes the directory, writes all files and forces them to the disk.
     *
     * @throws IOException when the directory exists already or cannot be written
     * @throws CorpusException when a file would be larger than its limit
     */
    void write(CorpusEntry entry) throws IOException {
        Divergence divergence = entry.divergence();
        Files.createDirectory(directory);
        write(File.SCENARIO, divergence.scenario(), ScenarioText::write);
        write(File.META, EntryMeta.of(entry), EntryMetaJson::write);
        if (entry.neighbour().isPresent()) {
            write(File.NEIGHBOUR, entry.neighbour().get(), ScenarioText::write);
        }
        write(File.REFERENCE, divergence.reference(), ObservationJson::write);
        write(File.TARGET, divergence.target(), ObservationJson::write);
        force(directory);
    }

    private <T> void write(File file, T content, Function<T, String> writer) throws IOException {
        byte[] octets = converted(file, content, writer).getBytes(StandardCharsets.UTF_8);
        requireSize(file, octets);
        try (FileChannel channel = FileChannel.open(
                directory.resolve(file.fileName), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Forces a directory's list of names to the disk. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Reads the entry.
     *
     * @throws NoSuchFileException when there is no such directory
     * @throws CorpusException when a file is missing, too large or says something else than it should
     */
    CorpusEntry read() throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(directory.toString());
        }
        EntryMeta meta = read(File.META, EntryMetaJson::read);
        Provenance provenance = converted(File.META, meta, EntryMeta::provenance);
        Scenario scenario = read(File.SCENARIO, ScenarioText::read);
        Observation reference = read(File.REFERENCE, ObservationJson::read);
        Observation target = read(File.TARGET, ObservationJson::read);
        Divergence divergence =
                new Divergence(scenario, reference, target, meta.category(), meta.facets(), meta.signature());
        return new CorpusEntry(name, divergence, provenance, meta.storedRuling(), neighbour());
    }

    private Optional<Scenario> neighbour() throws IOException {
        return Files.exists(directory.resolve(File.NEIGHBOUR.fileName), LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(read(File.NEIGHBOUR, ScenarioText::read))
                : Optional.empty();
    }

    private <T> T read(File file, Function<String, T> parser) throws IOException {
        return converted(file, text(file), parser);
    }

    private <S, T> T converted(File file, S source, Function<S, T> converter) {
        try {
            return converter.apply(source);
        } catch (IllegalArgumentException e) {
            throw problem(file, ": " + e.getMessage(), e);
        }
    }

    private String text(File file) throws IOException {
        byte[] octets;
        try (InputStream in = Files.newInputStream(directory.resolve(file.fileName))) {
            octets = in.readNBytes(file.maxOctets + 1);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            throw problem(file, " must be there: missing", e);
        } catch (IOException e) {
            throw problem(file, " must be readable: " + e.getMessage(), e);
        }
        requireSize(file, octets);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(file, " must be UTF-8: " + e.getMessage(), e);
        }
    }

    private void requireSize(File file, byte[] octets) {
        if (octets.length > file.maxOctets) {
            throw new CorpusException("entry %s: %s must be at most %d octets: at least %d"
                    .formatted(name, file.fileName, file.maxOctets, octets.length));
        }
    }

    private CorpusException problem(File file, String what, Exception cause) {
        return new CorpusException("entry %s: %s%s".formatted(name, file.fileName, what), cause);
    }
}
