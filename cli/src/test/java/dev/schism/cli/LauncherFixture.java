// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small checkout with the real launcher, a Maven that puts all sources into a file, and a Java that prints it. */
final class LauncherFixture {

    private static final String MAVEN = """
            #!/bin/sh
            set -eu
            echo build >>builds
            mkdir active || { echo two at once >clash; exit 1; }
            trap 'rmdir active' EXIT
            sources=$(for file in pom.xml */pom.xml */src/main/*.java; do cat "$file"; echo; done | xargs)
            if [ -f stub ]; then . ./stub; fi
            mkdir -p cli/target
            echo "$sources" >cli/target/schism.jar
            """;

    private static final String JAVA = """
            #!/bin/sh
            while [ "$1" != -jar ]; do shift; done
            cat "$2"
            shift 2
            for word; do printf '[%s]' "$word"; done
            """;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    private LauncherFixture(Path root) {
        this.root = root;
    }

    /** How a run ended. */
    record Run(int code, String out, String err) {}

    /** Keeps a checkout from being written until it is closed. */
    interface Protection extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    static LauncherFixture in(Path root) throws IOException {
        LauncherFixture made = new LauncherFixture(root);
        for (String module : List.of("", "cli/", "core/")) {
            made.write(module + "pom.xml", "pom");
        }
        made.write("core/src/main/One.java", "one");
        made.write("core/src/main/Two.java", "two");
        made.write("cli/src/main/Cli.java", "cli");
        made.executable("schism", Files.readString(Path.of("..", "schism")));
        made.executable("mvnw", MAVEN);
        made.executable("java home/bin/java", JAVA);
        return made;
    }

    LauncherFixture with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path jar() {
        return root.resolve("cli/target/schism.jar");
    }

    Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void executable(String name, String content) throws IOException {
        assertThat(write(name, content).toFile().setExecutable(true)).isTrue();
    }

    /** Has the stubbed Maven do something first. */
    void stub(String commands) throws IOException {
        write("stub", commands);
    }

    /** Has a command that the launcher uses do something first. It finds the checkout in {@code $root}. */
    void intrude(String command, String first) throws IOException {
        executable(
                "tools/" + command,
                "#!/bin/sh\nroot=${PATH%%:*}/..\nPATH=${PATH#*:}\n" + first + "\nexec " + command + " \"$@\"\n");
        with("PATH", root.resolve("tools") + ":" + System.getenv("PATH"));
    }

    /** Changes what the jar is made of. */
    void change(String how) throws IOException {
        Path one = root.resolve("core/src/main/One.java");
        Path two = root.resolve("core/src/main/Two.java");
        switch (how) {
            case "add" -> write("core/src/main/Three.java", "");
            case "remove" -> Files.delete(one);
            case "rename" -> Files.move(one, one.resolveSibling("Uno.java"));
            case "swap" -> {
                Files.move(one, one.resolveSibling("x"));
                Files.move(two, one);
                Files.move(one.resolveSibling("x"), two);
            }
            case "pom" -> write("core/pom.xml", "mop");
            case "root pom" -> write("pom.xml", "mop");
            case "module" -> write("new/pom.xml", "pom");
            case "gone" -> Files.delete(root.resolve("core/pom.xml"));
            default -> throw new IllegalArgumentException(how);
        }
    }

    int builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    boolean clashes() {
        return Files.exists(root.resolve("clash"));
    }

    /** Returns what a launcher left beside the jar that is of no use to the next one. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("cli/target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of("schism.jar", "schism.jar.stamp", "schism.jar.seen")
                            .contains(name))
                    .toList();
        }
    }

    void maven() throws IOException, InterruptedException {
        assertThat(shell("./mvnw")).isZero();
    }

    void maven(String before) throws IOException, InterruptedException {
        assertThat(shell(before)).isZero();
        assertThat(shell("echo one >core/src/main/One.java")).isZero();
    }

    void pipe(String name) throws IOException, InterruptedException {
        assertThat(shell("mkfifo " + name)).isZero();
    }

    /** Copies everything, with new times, as {@code cp -r} does. */
    LauncherFixture copy(Path place) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-r", root.toString(), place.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return new LauncherFixture(place);
    }

    /** Makes the lock of a launcher that has this process id. */
    void lockOf(long pid) throws IOException, InterruptedException {
        assertThat(shell("mkdir -p cli/target/schism.jar.lock && cd cli/target/schism.jar.lock && "
                        + signature("who", pid)))
                .isZero();
    }

    /** Signs the lock that is there. */
    void sign(String file, long pid) throws IOException, InterruptedException {
        assertThat(shell("cd cli/target/schism.jar.lock && " + signature(file, pid)))
                .isZero();
    }

    private static String signature(String file, long pid) {
        return "echo \"$(uname -n) $(ls -di . | awk '{ print $1 }') " + pid + "\" >" + file;
    }

    /** Commands that release the lock in the current directory and make it anew for this process id. */
    static String handOver(long pid) {
        return "mkdir new && (cd new && " + signature("who", pid)
                + ") && mv schism.jar.lock old && mv new schism.jar.lock && rm -rf old";
    }

    static long deadPid() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        return gone.pid();
    }

    /** Waits until a file is there, at most until the test times out. */
    void await(String name) throws IOException, InterruptedException {
        assertThat(shell("while [ ! -f " + name + " ]; do sleep 0.1; done")).isZero();
    }

    /** Takes all rights to write away, which binds everybody but root. */
    Protection protect() throws IOException, InterruptedException {
        assertThat(shell("chmod -R a-w .")).isZero();
        return () -> {
            try {
                assertThat(shell("chmod -R u+w .")).isZero();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private int shell(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    Run run(String... words) throws IOException, InterruptedException {
        return finish(start(words));
    }

    Process start(String... words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(shell(), root.resolve("schism").toString());
        builder.command().addAll(List.of(words));
        builder.environment().put("JAVA_HOME", root.resolve("java home").toString());
        builder.environment().putAll(environment);
        return builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private static String shell() {
        return Files.isExecutable(Path.of("/bin/dash")) ? "/bin/dash" : "/bin/sh";
    }

    static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, err);
    }
}
