// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.scenario.Scenario;
import dev.schism.servers.NettyServer;
import dev.schism.servers.ReferenceSpec;
import dev.schism.servers.Server;
import dev.schism.servers.ServerMode;
import dev.schism.servers.ServerOptions;
import dev.schism.servers.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares connections per second of the runner, pairs per second of a campaign and scenarios per second of the whole
 * command, as a person gets them, with {@code wrk} on the same nginx.
 *
 * <p>Runs round after round, each with everything in turn, and prints medians and ratios to {@code wrk}. The first
 * round warms up and does not count. Arguments: seconds of each measurement (3) and counted rounds (3).
 */
public final class ThroughputBenchmark {

    private static final Scenario GET = Scenario.named("get")
            .request("GET", "/")
            .header("Host", "a")
            .header("Connection", "close")
            .send()
            .await()
            .build();

    private ThroughputBenchmark() {}

    /** The rates of one subject in each round. */
    private record Series(String subject, List<Double> rates) {
        Series(String subject) {
            this(subject, new ArrayList<>());
        }

        double median() {
            List<Double> sorted = rates.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    /** Measures and prints. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Duration duration = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 3);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        ServerOptions options = ServerOptions.defaults();
        try (ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
                Server origin = Servers.reference(ReferenceSpec.Kind.PROCESS, options.mode(ServerMode.ORIGIN));
                Server echo = Servers.reference(ReferenceSpec.Kind.PROCESS, options.mode(ServerMode.ECHO));
                Server netty = NettyServer.start()) {
            List<Series> series = List.of(
                    new Series("wrk, nginx answers"),
                    new Series("runner, nginx answers"),
                    new Series("wrk, nginx forwards to the echo"),
                    new Series("runner, nginx forwards to the echo"),
                    new Series("campaign, nginx and Netty: scenarios"),
                    new Series("campaign, nginx and Netty: all pairs"),
                    new Series("./schism run, start to end: scenarios"));
            for (int round = 0; round <= rounds; round++) {
                double wrkOrigin = Wrk.rate(origin.endpoint().port(), "/", duration);
                double runnerOrigin = RunnerLoad.rate(runner, origin.endpoint(), GET, duration);
                double wrkEcho = Wrk.rate(echo.endpoint().port(), "/", duration);
                double runnerEcho = RunnerLoad.rate(runner, echo.endpoint(), GET, duration);
                CampaignLoad campaign = CampaignLoad.run(runner, echo, netty, duration, round);
                double[] rates = {
                    wrkOrigin,
                    runnerOrigin,
                    wrkEcho,
                    runnerEcho,
                    campaign.scenariosPerSecond(),
                    campaign.pairsPerSecond(),
                    CommandLoad.rate(round)
                };
                for (int i = 0; round > 0 && i < rates.length; i++) {
                    series.get(i).rates().add(rates[i]);
                }
            }
            print(series);
        }
    }

    private static void print(List<Series> series) {
        double wrkOrigin = series.get(0).median();
        double wrkEcho = series.get(2).median();
        print("%-38s %10s %18s %18s%n", "", "median/s", "to wrk (answers)", "to wrk (forwards)");
        for (Series one : series) {
            print(
                    "%-38s %10.0f %18.2f %18.2f%n",
                    one.subject(), one.median(), one.median() / wrkOrigin, one.median() / wrkEcho);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
