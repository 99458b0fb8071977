// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs scenarios against scripted servers, on threads of its own, without sockets. */
final class ScriptedRunner implements Runner, AutoCloseable {

    /** One run that took place. */
    record Run(Scenario scenario, Endpoint endpoint, boolean patient) {}

    final List<Run> runs = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger mostAtOnce = new AtomicInteger();

    private final List<ScriptedServer> servers;
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final AtomicInteger underWay = new AtomicInteger();

    ScriptedRunner(ScriptedServer... servers) {
        this.servers = List.of(servers);
    }

    @Override
    public CompletableFuture<Observation> run(Scenario scenario, Endpoint endpoint, Waiting waiting, String token) {
        boolean patient = !waiting.halfCloseWhenQuiet();
        runs.add(new Run(scenario, endpoint, patient));
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        ScriptedServer server = servers.stream()
                .filter(candidate -> candidate.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
        return CompletableFuture.supplyAsync(
                () -> {
                    Observation seen = observe(scenario, server.answer(scenario, patient));
                    underWay.decrementAndGet();
                    return seen;
                },
                executor);
    }

    private static Observation observe(Scenario scenario, String answer) {
        boolean down = answer.equals(ScriptedServer.DOWN);
        Octets sent = scenario.sent().fill(new Bindings("127.0.0.1", 1, "t"));
        boolean silent = answer.equals(ScriptedServer.SILENT);
        Octets received = Octets.latin1(down || silent ? "" : answer);
        List<String> methods = RequestScanner.methods(sent);
        return new Observation(
                down ? Octets.EMPTY : sent,
                methods,
                received,
                received.isEmpty() ? List.of() : List.of(new Arrival(0, Duration.ofMillis(1))),
                ResponseReader.read(received, methods, !silent),
                traces(scenario),
                end(down, silent),
                silent
                        ? Optional.of(new QuietProbe(scenario.steps().size() - 1, Duration.ofMillis(30), 0, false))
                        : Optional.empty(),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Map.of(),
                Optional.empty());
    }

    private static ConnectionEnd end(boolean down, boolean silent) {
        if (down) {
            return ConnectionEnd.REFUSED;
        }
        return silent ? ConnectionEnd.OPEN : ConnectionEnd.FIN;
    }

    private static List<StepTrace> traces(Scenario scenario) {
        List<StepTrace> traces = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            String keyword = scenario.steps().get(i).keyword();
            traces.add(
                    new StepTrace(i, keyword, StepTrace.Outcome.DONE, Duration.ZERO, Duration.ofMillis(1), 0, 0, ""));
        }
        return traces;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
