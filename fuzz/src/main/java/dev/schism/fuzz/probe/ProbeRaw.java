// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Liveness;
import dev.schism.servers.Server;
import dev.schism.wire.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Judges scenarios that are not of the catalogue, side by side and without haste. Thread-safe. */
public final class ProbeRaw {

    private static final Waiting PATIENT = Waiting.fixed(Probe.PATIENT_QUIET, Probe.PATIENT_SETTLE);

    private final Judge judge;
    private final Runner runner;
    private final Server server;
    private final SideBySide runs;
    private final int connections;

    private ProbeRaw(Judge judge, Runner runner, Server server, int inFlight) {
        this.judge = judge;
        this.runner = runner;
        this.server = server;
        this.runs = new SideBySide(runner, server.endpoint(), PATIENT, "raw");
        this.connections = Math.max(1, Math.min(inFlight, server.maxConnections()));
    }

    /**
     * Returns a judge of scenarios against one server; the rules of the options choose what is reported. Asks the
     * server first which methods it refuses in plain requests, and blocks for that.
     */
    public static ProbeRaw of(ProbeOptions options, Runner runner, Server server) {
        Judge judge =
                Judge.of(options.profile()).overriding(options.overrides()).reporting(options.rules());
        CaseRuns runs = new CaseRuns(runner, server.endpoint(), 1);
        Judge knowing = PlainSurvey.informed(judge, one -> runs.run(one, PATIENT));
        return new ProbeRaw(knowing, runner, server, options.inFlight());
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

    /** Runs a scenario by itself and judges it. Blocks within the runner's deadline. */
    public Judged judge(Scenario scenario) {
        return judge(List.of(scenario)).get(0);
    }

    /**
     * Runs scenarios, as many at once as the server takes, and judges them. Where the server may have done something
     * else because it was busy, a scenario runs again, among few and in the end alone, so that its verdicts are those
     * of one scenario after the other. Blocks within the runner's deadline for each scenario.
     *
     * @return what came of them, in their order
     */
    public List<Judged> judge(List<Scenario> scenarios) {
        Map<Integer, Observation> seen = new TreeMap<>();
        List<Integer> open = IntStream.range(0, scenarios.size()).boxed().toList();
        int width = scenarios.size() == 1 ? 1 : connections;
        run(scenarios, open, width, seen);
        return seen.entrySet().parallelStream()
                .map(one -> judged(scenarios.get(one.getKey()), one.getValue()))
                .toList();
    }

    /** Runs those of these places, and again more narrowly what is doubtful, as long as the server is there at all. */
    private void run(List<Scenario> scenarios, List<Integer> places, int width, Map<Integer, Observation> seen) {
        List<SideBySide.Seen> all =
                runs.all(places.stream().map(scenarios::get).toList(), width, width <= Probe.UNHURRIED);
        List<Integer> doubtful = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            seen.put(places.get(i), all.get(i).observation());
            if (all.get(i).doubtful()) {
                doubtful.add(places.get(i));
            }
        }
        if (!doubtful.isEmpty() && Liveness.probe(runner, server).join()) {
            run(scenarios, doubtful, narrower(width), seen);
        }
    }

    /** Returns the next width: a quarter, so that a stall of this machine costs little, then few, then one. */
    private static int narrower(int width) {
        return width > Probe.UNHURRIED ? Math.max(Probe.UNHURRIED, width / 4) : 1;
    }

    private Judged judged(Scenario scenario, Observation seen) {
        return new Judged(scenario, seen, judge.judge(scenario, seen));
    }
}
