// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Waiting;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Two scripted servers, each of which answers what is sent, and what it takes to follow up a difference between them.
 */
final class ScriptedPairs implements AutoCloseable {

    final ScriptedRunner runner;
    final Pairs pairs;
    final CauseFinder causes = new CauseFinder(Judge.of(Profile.RFC));
    final Suspects suspects = new Suspects();

    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    ScriptedPairs(UnaryOperator<String> reference, UnaryOperator<String> target) {
        this(reference, target, roomy());
    }

    ScriptedPairs(UnaryOperator<String> reference, UnaryOperator<String> target, Capacity capacity) {
        ScriptedServer there = server("there", reference);
        ScriptedServer here = server("here", target);
        runner = new ScriptedRunner(there, here);
        pairs = new Pairs(
                runner,
                new Oracle()::compare,
                there.side(),
                here.side(),
                Waiting.fixed(Duration.ofMillis(1), Duration.ZERO),
                executor,
                capacity);
    }

    private static Capacity roomy() {
        Gate gate = new Gate(64);
        return new Capacity(gate, gate, gate, gate, gate);
    }

    private static ScriptedServer server(String name, UnaryOperator<String> answers) {
        return ScriptedServer.answering(name, (scenario, patient) -> answers.apply(PayloadText.of(scenario.sent())));
    }

    /** Returns how the sides differ about these octets. */
    Divergence difference(String octets) {
        return ((Difference) pairs.run(scenario(octets)).join()).divergence();
    }

    static Scenario scenario(String octets) {
        return new Scenario(
                "tried",
                List.of(),
                List.of(
                        new Step.SendBytes(Payload.of(Octets.latin1(octets)), Pacing.WHOLE),
                        new Step.AwaitResponse(Duration.ofSeconds(5))));
    }

    @Override
    public void close() {
        executor.shutdownNow();
        runner.close();
    }
}
