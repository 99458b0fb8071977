// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioImport;
import dev.schism.scenario.ScenarioJson;
import dev.schism.scenario.ScenarioText;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads scenarios from files: the text format, JSON lines or raw request octets, told apart by how a file begins.
 *
 * <p>All methods are safe for use by several threads.
 */
public final class ScenarioFiles {

    /** Largest file that is read, in octets: 16 MiB. */
    public static final int MAX_FILE_OCTETS = 1 << 24;

    /** Most files that are read from a directory. */
    public static final int MAX_FILES = 100_000;

    /** Most octets that are read from a directory: 256 MiB. */
    public static final long MAX_TOTAL_OCTETS = 1L << 28;

    private static final Octets TEXT = Octets.latin1(ScenarioText.SIGNATURE);
    private static final Octets JSON = Octets.latin1("{\"" + ScenarioJson.SIGNATURE + "\"");
    private static final ScenarioFiles BOUNDED = new ScenarioFiles(MAX_FILE_OCTETS, MAX_FILES, MAX_TOTAL_OCTETS);

    private final int maxFileOctets;
    private final int maxFiles;
    private final long maxTotalOctets;

    ScenarioFiles(int maxFileOctets, int maxFiles, long maxTotalOctets) {
        this.maxFileOctets = maxFileOctets;
        this.maxFiles = maxFiles;
        this.maxTotalOctets = maxTotalOctets;
    }

    /**
     * Reads the one scenario of a file; raw octets are named after the file.
     *
     * @throws IllegalArgumentException when there is no such file, it is larger than {@link #MAX_FILE_OCTETS} or does
     *     not hold one scenario; the message names the file, and the line where there are such
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Scenario read(Path file) {
        requireExisting(file);
        List<Scenario> scenarios = parse(file, BOUNDED.octets(file));
        if (scenarios.size() != 1) {
            throw problem(file, "file must hold one scenario: " + scenarios.size());
        }
        return scenarios.get(0);
    }

    /**
     * Reads every scenario of a file, or of the files of a directory in the order of their names. Directories in it are
     * not entered, and files whose names start with a dot are skipped.
     *
     * @return the scenarios, at least one
     * @throws IllegalArgumentException when there is no such file or directory, it holds no scenario, one file is no
     *     scenario, or a limit of this class is exceeded; the message names the file, and the line where there are such
     * @throws UncheckedIOException when a file cannot be read
     */
    public static List<Scenario> readAll(Path fileOrDirectory) {
        return BOUNDED.all(fileOrDirectory);
    }

    /**
     * Returns a file, or those files of a directory that {@link #readAll} reads, in their order.
     *
     * @throws IllegalArgumentException when there is no such file or directory, or the directory has too many files or
     *     something that is neither a file nor a directory
     * @throws UncheckedIOException when the directory cannot be read
     */
    public static List<Path> find(Path fileOrDirectory) {
        return BOUNDED.found(fileOrDirectory);
    }

    /**
     * Tells whether a file begins as a scenario does, in either format.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public static boolean isScenario(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return isScenario(Octets.of(in.readNBytes(Math.max(TEXT.length(), JSON.length()))));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isScenario(Octets octets) {
        return octets.startsWith(TEXT, 0) || octets.startsWith(JSON, 0);
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException("file must be readable: " + file, e);
    }

    private List<Path> found(Path fileOrDirectory) {
        requireExisting(fileOrDirectory);
        return Files.isDirectory(fileOrDirectory) ? list(fileOrDirectory) : List.of(fileOrDirectory);
    }

    List<Scenario> all(Path fileOrDirectory) {
        List<Path> files = found(fileOrDirectory);
        List<Scenario> scenarios = new ArrayList<>();
        long total = 0;
        for (Path file : files) {
            Octets octets = octets(file);
            total += octets.length();
            if (total > maxTotalOctets) {
                throw problem(fileOrDirectory, "files must have at most %d octets together".formatted(maxTotalOctets));
            }
            scenarios.addAll(parse(file, octets));
        }
        if (scenarios.isEmpty()) {
            throw problem(
                    fileOrDirectory, "there must be at least one scenario: none in %d files".formatted(files.size()));
        }
        return List.copyOf(scenarios);
    }

    private List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!name(entry).startsWith(".") && !Files.isDirectory(entry)) {
                    files.add(requireFile(entry));
                }
                if (files.size() > maxFiles) {
                    throw problem(directory, "directory must have at most %d files".formatted(maxFiles));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("directory must be readable: " + directory, e);
        }
        files.sort(Comparator.comparing(ScenarioFiles::name));
        return files;
    }

    /** Refuses what would be left out in silence or never end: a link to nowhere, a pipe, a device. */
    private static Path requireFile(Path entry) {
        if (!Files.isRegularFile(entry)) {
            throw problem(entry, "entry must be a file or a directory: neither, or a link to nowhere");
        }
        return entry;
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private Octets octets(Path file) {
        byte[] bytes;
        // One octet more than allowed tells a file that is too large, even one that grows or never ends.
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxFileOctets + 1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.length > maxFileOctets) {
            throw problem(file, "file must have at most %d octets: more".formatted(maxFileOctets));
        }
        return Octets.of(bytes);
    }

    private static List<Scenario> parse(Path file, Octets octets) {
        try {
            if (octets.startsWith(TEXT, 0)) {
                return List.of(ScenarioText.read(utf8(octets)));
            }
            if (octets.startsWith(JSON, 0)) {
                return ScenarioJson.readAll(utf8(octets));
            }
            return List.of(ScenarioImport.raw(ScenarioImport.nameFrom(name(file)), octets));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String utf8(Octets octets) {
        ByteBuffer buffer = octets.buffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text must be UTF-8: not so at octet " + buffer.position(), e);
        }
    }

    private static void requireExisting(Path path) {
        if (!Files.exists(path)) {
            throw problem(path, "file or directory must exist: none");
        }
    }

    private static IllegalArgumentException problem(Path path, String message) {
        return new IllegalArgumentException(path + ": " + message);
    }
}
