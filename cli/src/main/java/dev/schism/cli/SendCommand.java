// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.Endpoint;
import dev.schism.client.ScenarioFiles;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.servers.RemoteAddress;
import dev.schism.wire.Observation;
import dev.schism.wire.ObservationJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one scenario against one server and prints what was seen. */
@Command(
        name = "send",
        description =
                "Runs one scenario, or one file of raw request octets, against one server and prints what it saw.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:something was observed", "2:usage", "3:no connection, or nothing was observed"})
final class SendCommand implements Callable<Integer> {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLE = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "a scenario (text or JSON lines), or raw octets")
    private Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "HOST:PORT", description = "the server; https:// speaks TLS")
    private String to = "";

    @Option(names = "--json", description = "print the observation as JSON")
    private boolean json;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() throws IOException {
        ProductionException.refuseHere();
        RemoteAddress address = UsageException.unless(() -> RemoteAddress.parse(to))
                .orElseThrow(() -> new UsageException("--to must be %s: '%s'".formatted(RemoteAddress.SYNTAX, to)));
        network.requireAllowed(address);
        Scenario scenario = UsageException.unlessReadable(() -> ScenarioFiles.read(file));
        Endpoint plain = Endpoint.tcp(address.host(), address.port());
        Endpoint endpoint = address.tls() ? plain.withTls(network.trust().get()) : plain;
        try (ScenarioRunner runner = ScenarioRunner.start(network.runner().withLoops(1))) {
            Observation observation = runner.run(scenario, endpoint, Waiting.fixed(QUIET, SETTLE), "send")
                    .join();
            spec.commandLine()
                    .getOut()
                    .print(
                            json
                                    ? ObservationJson.write(observation) + "\n"
                                    : ObservationText.of(scenario, observation));
            boolean seen = observation.connected() && scenario.awaitsResponse();
            return seen ? ExitCode.AGREED : ExitCode.INCONCLUSIVE;
        }
    }
}
