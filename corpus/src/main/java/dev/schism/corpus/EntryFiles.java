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
import java.util.function.Function;

/** The four files of one entry in its directory. */
final class EntryFiles {

    static final String SCENARIO = "scenario.schism";
    static final String META = "meta.json";
    static final String REFERENCE = "reference.json";
    static final String TARGET = "target.json";

    /** Largest scenario file: 8 MiB. */
    static final int MAX_SCENARIO_OCTETS = 8 << 20;

    /** Largest meta file: 1 MiB. */
    static final int MAX_META_OCTETS = 1 << 20;

    /** Largest observation file: 64 MiB, enough for the runner's limit of received octets in escaped form. */
    static final int MAX_OBSERVATION_OCTETS = 64 << 20;

    private EntryFiles() {}

    /**
     * Writes all files of an entry into a new directory and forces them to the disk.
     *
     * @throws IOException when the directory exists already or cannot be written
     * @throws CorpusException when a file would be larger than its limit
     */
    static void write(Path directory, CorpusEntry entry) throws IOException {
        Divergence divergence = entry.divergence();
        Files.createDirectory(directory);
        write(directory, SCENARIO, MAX_SCENARIO_OCTETS, ScenarioText.write(divergence.scenario()), entry.name());
        write(directory, META, MAX_META_OCTETS, EntryMetaJson.write(EntryMeta.of(entry)), entry.name());
        writeObservation(directory, REFERENCE, divergence.reference(), entry.name());
        writeObservation(directory, TARGET, divergence.target(), entry.name());
        force(directory);
    }

    private static void writeObservation(Path directory, String file, Observation observation, String name)
            throws IOException {
        write(directory, file, MAX_OBSERVATION_OCTETS, ObservationJson.write(observation), name);
    }

    private static void write(Path directory, String file, int limit, String text, String name) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > limit) {
            throw tooLarge(name, file, limit, octets.length);
        }
        try (FileChannel channel =
                FileChannel.open(directory.resolve(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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
     * Reads an entry.
     *
     * @throws NoSuchFileException when there is no such directory
     * @throws CorpusException when a file is missing, too large or says something else than it should
     */
    static CorpusEntry read(Path directory, String name) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(directory.toString());
        }
        EntryMeta meta = parse(directory, META, MAX_META_OCTETS, name, EntryMetaJson::read);
        Provenance provenance = parsed(name, META, meta, EntryMeta::provenance);
        Scenario scenario = parse(directory, SCENARIO, MAX_SCENARIO_OCTETS, name, ScenarioText::read);
        Observation reference = parse(directory, REFERENCE, MAX_OBSERVATION_OCTETS, name, ObservationJson::read);
        Observation target = parse(directory, TARGET, MAX_OBSERVATION_OCTETS, name, ObservationJson::read);
        Divergence divergence =
                new Divergence(scenario, reference, target, meta.category(), meta.facets(), meta.signature());
        return new CorpusEntry(name, divergence, provenance);
    }

    private static <T> T parse(Path directory, String file, int limit, String name, Function<String, T> parser)
            throws IOException {
        return parsed(name, file, text(directory, file, limit, name), parser);
    }

    private static <S, T> T parsed(String name, String file, S source, Function<S, T> parser) {
        try {
            return parser.apply(source);
        } catch (IllegalArgumentException e) {
            throw new CorpusException("entry %s: %s: %s".formatted(name, file, e.getMessage()), e);
        }
    }

    private static String text(Path directory, String file, int limit, String name) throws IOException {
        byte[] octets;
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            octets = in.readNBytes(limit + 1);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            throw new CorpusException("entry %s: %s must be there: missing".formatted(name, file), e);
        }
        if (octets.length > limit) {
            throw tooLarge(name, file, limit, octets.length);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CorpusException("entry %s: %s must be UTF-8: %s".formatted(name, file, e.getMessage()), e);
        }
    }

    private static CorpusException tooLarge(String name, String file, int limit, int actual) {
        return new CorpusException(
                "entry %s: %s must be at most %d octets: at least %d".formatted(name, file, limit, actual));
    }
}
