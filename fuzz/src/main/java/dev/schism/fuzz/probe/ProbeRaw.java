// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Server;
import dev.schism.wire.Observation;
import java.util.List;

/** Judges scenarios that are not of the catalogue, one after the other and without haste. Thread-safe. */
public final class ProbeRaw {

    private static final Waiting PATIENT = Waiting.fixed(Probe.PATIENT_QUIET, Probe.PATIENT_SETTLE);

    private final Judge judge;
    private final Runner runner;
    private final Server server;

    private ProbeRaw(Judge judge, Runner runner, Server server) {
        this.judge = judge;
        this.runner = runner;
        this.server = server;
    }

    /**
     * Returns a judge of scenarios against one server; the rules of the options choose what is reported. Asks the
     * server first which methods it refuses in plain requests, and blocks for that.
     */
    public static ProbeRaw of(ProbeOptions options, Runner runner, Server server) {
        Judge judge =
                Judge.of(options.profile()).overriding(options.overrides()).reporting(options.rules());
        CaseRuns runs = new CaseRuns(runner, server.endpoint(), 1);
        return new ProbeRaw(judge.where(MethodSurvey.of(one -> runs.run(one, PATIENT))), runner, server);
    }

    /**
     * What was seen and what the rules say about it.
     *
     * @param scenario the scenario
     * @param observation what was seen
     * @param verdicts the verdicts of the rules that speak
     */
    public record Judged(Scenario scenario, Observation observation, List<Verdict> verdicts) {

        /** Copies the list. */
        public Judged {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Runs a scenario and judges it. Blocks within the runner's deadline. */
    public Judged judge(Scenario scenario) {
        Observation seen =
                runner.run(scenario, server.endpoint(), PATIENT, "raw").join();
        return new Judged(scenario, seen, judge.judge(scenario, seen));
    }
}
