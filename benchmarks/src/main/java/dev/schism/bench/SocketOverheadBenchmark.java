// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the socket fault agent costs a program whose sockets it leaves alone, as ratios to no agent.
 *
 * <p>Each measurement is a JVM of its own; rounds take the cases in turn, each round from another one on, because the
 * noise between JVMs is larger than the difference. The best of all rounds counts. Arguments: the agent's jar, and the
 * number of rounds (14).
 */
public final class SocketOverheadBenchmark {

    private static final Pattern RESULT = Pattern.compile("empty-read=([0-9.]+) round-trip=([0-9.]+)");

    private SocketOverheadBenchmark() {}

    /** One way to run the program, and its best times so far in nanoseconds. */
    private static final class Case {

        private final String name;
        private final Optional<String> agentOptions;
        private double emptyRead = Double.MAX_VALUE;
        private double roundTrip = Double.MAX_VALUE;

        Case(String name, Optional<String> agentOptions) {
            this.name = name;
            this.agentOptions = agentOptions;
        }

        void measure(Path agent) throws IOException, InterruptedException {
            Matcher result = RESULT.matcher(run(command(agent)));
            if (!result.find()) {
                throw new IOException("child must print its times: " + name);
            }
            emptyRead = Math.min(emptyRead, Double.parseDouble(result.group(1)));
            roundTrip = Math.min(roundTrip, Double.parseDouble(result.group(2)));
        }

        private List<String> command(Path agent) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            agentOptions.ifPresent(options -> command.add("-javaagent:" + agent + "=" + options));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), SocketCalls.class.getName()));
            return command;
        }

        private static String run(List<String> command) throws IOException, InterruptedException {
            Process child = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            child.getOutputStream().close();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (child.waitFor() != 0) {
                throw new IOException("child must end well: " + command);
            }
            return said;
        }
    }

    /** Measures and prints. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path agent = Path.of(arguments.length > 0 ? arguments[0] : "");
        if (!Files.isRegularFile(agent)) {
            throw new IllegalArgumentException("first argument must be the agent's jar: '" + agent + "'");
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 14;
        String faults = "connect_fail_rate=0.05;send_fail_rate=0.05;recv_fail_rate=0.05;recv_short_rate=0.1";
        List<Case> cases = List.of(
                new Case("no agent", Optional.empty()),
                new Case("agent, disarmed", Optional.of("")),
                new Case("armed, another target", Optional.of(faults + ";log_injections=0;target_port=1")),
                new Case("armed, this target, no faults", Optional.of("log_injections=0;target_host=127.0.0.0/8")));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < cases.size(); i++) {
                cases.get((round + i) % cases.size()).measure(agent);
            }
        }
        print(cases, rounds);
    }

    private static void print(List<Case> cases, int rounds) {
        Case none = cases.get(0);
        System.out.printf(Locale.ROOT, "JDK %s, best of %d JVMs each%n", Runtime.version(), rounds);
        System.out.printf("%-30s %14s %6s %14s %6s%n", "", "empty read ns", "ratio", "round trip ns", "ratio");
        for (Case one : cases) {
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %14.1f %6.3f %14.0f %6.3f%n",
                    one.name,
                    one.emptyRead,
                    one.emptyRead / none.emptyRead,
                    one.roundTrip,
                    one.roundTrip / none.roundTrip);
        }
    }
}
