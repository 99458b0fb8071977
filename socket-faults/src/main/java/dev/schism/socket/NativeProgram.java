// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at a program before it is started: the loader ignores {@code LD_PRELOAD} for some, and a child without its
 * faults would be a test that tests nothing.
 */
final class NativeProgram {

    /** How much of a file is read; program headers follow the ELF header. */
    private static final int HEAD = 4_096;

    private static final int CLASS_64 = 2;
    private static final int SEGMENT_INTERPRETER = 3;
    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    /** How many interpreters of scripts are followed. */
    private static final int SCRIPTS = 4;

    private NativeProgram() {}

    /**
     * Refuses what the preloaded library does not reach. What cannot be found or read is left to the start of the child
     * to complain about.
     *
     * @throws IllegalArgumentException if the program is linked statically, runs as another user, or is of another
     *     architecture than this process
     */
    static void requireReachable(String command, String path, Path folder) {
        Optional<Path> program = find(command, path, folder);
        for (int i = 0; i < SCRIPTS && program.isPresent(); i++) {
            program = inspect(program.get()).flatMap(next -> find(next, path, folder));
        }
    }

    private static Optional<Path> find(String command, String path, Path folder) {
        if (command.indexOf('/') >= 0) {
            return Optional.of(folder.resolve(command)).filter(Files::isRegularFile);
        }
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .flatMap(place -> place.isEmpty()
                        ? Stream.empty()
                        : Stream.of(folder.resolve(place).resolve(command)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Checks one file; returns the interpreter where it is a script. */
    private static Optional<String> inspect(Path program) {
        if (!Files.isReadable(program)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(program)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length > 2 && head[0] == '#' && head[1] == '!') {
                return interpreter(new String(head, StandardCharsets.ISO_8859_1));
            }
            requireOwnUser(program);
            if (head.length > 64 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F') {
                requireOwnClass(program, head);
                requireDynamic(program, head);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> interpreter(String script) {
        String[] words =
                script.substring(2).lines().findFirst().orElse("").strip().split("\\s+", -1);
        boolean env = words[0].endsWith("/env") && words.length > 1;
        return Optional.of(env ? words[words.length - 1] : words[0]).filter(word -> !word.isEmpty());
    }

    private static void requireOwnUser(Path program) throws IOException {
        int mode = (Integer) Files.getAttribute(program, "unix:mode");
        boolean otherUser = (mode & SET_USER) != 0 && !isOwn(program, "unix:uid");
        boolean otherGroup = (mode & SET_GROUP) != 0 && !isOwn(program, "unix:gid");
        if (otherUser || otherGroup) {
            throw new IllegalArgumentException("program must run as its caller, LD_PRELOAD is ignored where it is"
                    + " setuid or setgid: " + program);
        }
    }

    private static boolean isOwn(Path program, String attribute) throws IOException {
        return Files.getAttribute(program, attribute).equals(Files.getAttribute(Path.of("/proc/self"), attribute));
    }

    private static void requireOwnClass(Path program, byte[] head) {
        boolean here = System.getProperty("os.arch", "").contains("64");
        if ((head[4] == CLASS_64) != here) {
            throw new IllegalArgumentException(
                    "program must be of this process's word size to load the library: " + program);
        }
    }

    private static void requireDynamic(Path program, byte[] head) {
        ByteBuffer elf = ByteBuffer.wrap(head).order(head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean wide = head[4] == CLASS_64;
        long table = wide ? elf.getLong(32) : elf.getInt(28);
        int size = elf.getShort(wide ? 54 : 42);
        int count = elf.getShort(wide ? 56 : 44);
        for (int i = 0; i < count; i++) {
            long at = table + (long) i * size;
            if (at < 0 || at + Integer.BYTES > head.length) {
                return;
            }
            if (elf.getInt((int) at) == SEGMENT_INTERPRETER) {
                return;
            }
        }
        throw new IllegalArgumentException(
                "program must be linked dynamically, LD_PRELOAD does not reach static ones: " + program);
    }
}
