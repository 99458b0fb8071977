// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The library for native children: compiled once per source and kept in the user's cache folder. Thread-safe. */
final class NativeLibrary {

    /** What it is made of, as resources of this package. */
    private static final List<String> SOURCES =
            List.of("faults.h", "options.c", "decide.c", "report.c", "time.c", "hooks.c", "files.c");

    private static final String RESOURCES = "preload/";
    private static final String COMPILER = "cc";
    private static final long COMPILE_SECONDS = 60;
    private static final int NAME_LENGTH = 16;

    private NativeLibrary() {}

    /** Returns the library, compiling it where the cache does not have it. */
    static Path path() {
        return path(cache(System.getenv()), COMPILER);
    }

    static synchronized Path path(Path folder, String compiler) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            throw new IllegalStateException(
                    "faults in native children must run on Linux: " + System.getProperty("os.name"));
        }
        try {
            Map<String, byte[]> sources = sources();
            Path library = folder.resolve("libsocketfaults-" + digest(sources) + ".so");
            if (!Files.exists(library)) {
                Files.createDirectories(folder);
                compile(sources, folder, library, compiler);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException("library for native children must be writable in " + folder, e);
        }
    }

    static Path cache(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(cache);
        return root.resolve("schism-socket-faults");
    }

    private static Map<String, byte[]> sources() throws IOException {
        Map<String, byte[]> sources = new LinkedHashMap<>();
        for (String name : SOURCES) {
            try (InputStream in = NativeLibrary.class.getResourceAsStream(RESOURCES + name)) {
                if (in == null) {
                    throw new IOException("C source must be a resource of this library: " + name);
                }
                sources.put(name, in.readAllBytes());
            }
        }
        return sources;
    }

    private static String digest(Map<String, byte[]> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sources.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH) + "-"
                    + System.getProperty("os.arch");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(Map<String, byte[]> sources, Path folder, Path library, String compiler)
            throws IOException {
        Path work = Files.createTempDirectory(folder, "compile");
        Path made = work.resolve("made.so");
        try {
            List<String> command =
                    new ArrayList<>(List.of(compiler, "-std=gnu11", "-shared", "-fPIC", "-O2", "-o", made.toString()));
            for (Map.Entry<String, byte[]> source : sources.entrySet()) {
                Path file = Files.write(work.resolve(source.getKey()), source.getValue());
                if (source.getKey().endsWith(".c")) {
                    command.add(file.toString());
                }
            }
            command.addAll(List.of("-ldl", "-lpthread"));
            run(command);
            // Whoever compiles at the same time makes the same file.
            Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            for (String name : SOURCES) {
                Files.deleteIfExists(work.resolve(name));
            }
            Files.deleteIfExists(made);
            Files.deleteIfExists(work);
        }
    }

    private static void run(List<String> command) {
        try {
            Process compiler =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            compiler.getOutputStream().close();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                compiler.destroyForcibly();
                throw new IllegalStateException("library for native children must compile: " + said.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "faults in native children must find a C compiler named " + command.get(0)
                            + " on the PATH, install one (Debian: apt-get install gcc libc6-dev): " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("compiler must not be interrupted", e);
        }
    }
}
