// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Attaches an agent to this very process, with the help of a second JVM that lives for a moment. */
final class SelfAttach {

    /** How long the helping JVM may take. */
    private static final long PATIENCE_SECONDS = 30;

    private static final String ENTRY = AgentEntry.class.getName();

    private static final String THROWN = "Exception in thread \"main\" ";

    private SelfAttach() {}

    static Instrumentation attach() {
        try {
            Instrumentation before = before();
            if (before != null) {
                return before;
            }
            Path jar = agentJar();
            try {
                help(jar);
                return taken();
            } finally {
                Files.deleteIfExists(jar);
            }
        } catch (IOException | ReflectiveOperationException e) {
            throw refused(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted");
        }
    }

    /** An agent of another copy of this library, given to the JVM or attached before, serves as well. */
    private static @Nullable Instrumentation before() throws ReflectiveOperationException {
        try {
            return (Instrumentation) Class.forName(ENTRY, true, ClassLoader.getSystemClassLoader())
                    .getMethod("instrumentation")
                    .invoke(null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static void help(Path jar) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = Files.createTempFile("socket-faults-attach", ".txt");
        try {
            Process helper = new ProcessBuilder(
                            java.toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-cp",
                            jar.toString(),
                            AttachingMain.class.getName(),
                            Long.toString(ProcessHandle.current().pid()),
                            jar.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!helper.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                helper.destroyForcibly();
                throw refused("no answer within " + PATIENCE_SECONDS + " s");
            }
            if (helper.exitValue() != 0) {
                throw refused(reason(Files.readAllLines(output, StandardCharsets.UTF_8)));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The message of the exception that ended the helping JVM, without its stack. */
    private static String reason(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith(THROWN))
                .map(line -> line.substring(THROWN.length()))
                .findFirst()
                .orElse(String.join("; ", output));
    }

    private static Instrumentation taken() throws ReflectiveOperationException {
        Object given = Class.forName(ENTRY, true, ClassLoader.getSystemClassLoader())
                .getMethod("instrumentation")
                .invoke(null);
        if (given instanceof Instrumentation instrumentation) {
            return instrumentation;
        }
        throw refused("the agent was loaded but not started");
    }

    private static SeamMissingException refused(String why) {
        return new SeamMissingException("this process must let an agent attach, or be started with"
                + " -javaagent:schism-socket-faults.jar: " + why);
    }

    private static Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", ENTRY);
        attributes.putValue("Can-Redefine-Classes", "true");
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = Files.createTempFile("socket-faults-agent", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            add(out, AgentEntry.class);
            add(out, AttachingMain.class);
        }
        return jar;
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IOException("class file must be readable: " + type.getName());
            }
            in.transferTo(out);
        }
        out.closeEntry();
    }
}
