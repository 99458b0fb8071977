// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own, of the same JDK, and returns what it printed. */
public final class ChildJvm {

    private static final long PATIENCE_SECONDS = 120;

    private final List<String> command = new ArrayList<>();

    private ChildJvm() {}

    /** Starts the JVM with these words in front of it, or with none. */
    public static ChildJvm behind(List<String> words) {
        ChildJvm child = new ChildJvm();
        child.command.addAll(words);
        child.command.add(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return child;
    }

    /** Adds options of the JVM. */
    public ChildJvm with(String... options) {
        command.addAll(List.of(options));
        return this;
    }

    /**
     * Runs a class with this class path.
     *
     * @throws IllegalStateException if it does not end in time and with 0; its standard error is the message
     */
    public List<String> run(String classPath, String main, String... arguments) throws IOException {
        with("-cp", classPath, main).with(arguments);
        Path output = Files.createTempFile("socket-faults-child", ".out");
        Path errors = Files.createTempFile("socket-faults-child", ".err");
        Process child = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || child.exitValue() != 0) {
                throw new IllegalStateException(main + " must end well: " + Files.readString(errors));
            }
            return Files.readAllLines(output);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            child.destroyForcibly();
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
