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
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** The library for native children: compiled once per source and kept in the user's cache folder. Thread-safe. */
final class NativeLibrary {

    private static final String SOURCE = "faults.c";
    private static final long COMPILE_SECONDS = 60;
    private static final int NAME_LENGTH = 16;

    private NativeLibrary() {}

    static synchronized Path path() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            throw new IllegalStateException(
                    "faults in native children must run on Linux: " + System.getProperty("os.name"));
        }
        try {
            byte[] source = source();
            Path folder = folder();
            Path library = folder.resolve("libsocketfaults-" + digest(source) + ".so");
            if (!Files.exists(library)) {
                Files.createDirectories(folder);
                compile(source, folder, library);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root = cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        return root.resolve("schism-socket-faults");
    }

    private static byte[] source() throws IOException {
        try (InputStream in = NativeLibrary.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException("C source must be a resource of this library: " + SOURCE);
            }
            return in.readAllBytes();
        }
    }

    private static String digest(byte[] source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source);
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH) + "-" + System.getProperty("os.arch");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(byte[] source, Path folder, Path library) throws IOException {
        Path file = Files.createTempFile(folder, "faults", ".c");
        Path made = Files.createTempFile(folder, "faults", ".so");
        try {
            Files.write(file, source);
            run("cc", "-shared", "-fPIC", "-O2", "-o", made.toString(), file.toString(), "-ldl", "-lpthread");
            Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(made);
        }
    }

    static void run(String... command) {
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
                    "faults in native children must find a C compiler named " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("compiler must not be interrupted", e);
        }
    }
}
