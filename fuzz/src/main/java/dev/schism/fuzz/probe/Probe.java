// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.servers.Calibration;
import dev.schism.servers.Liveness;
import dev.schism.servers.Server;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Judges one server alone: runs the cases of the catalogue in parallel and in haste, then everything that is not
 * plainly right once more without haste, and judges what was seen.
 *
 * <p>Blocks; not to be called on a runner's own thread.
 */
public final class Probe {

    /** How long a silent server counts as busy when a case is run again: 1 s. */
    static final Duration PATIENT_QUIET = Duration.ofSeconds(1);

    /** How long to look for what follows a response when a case is run again: 200 ms. */
    static final Duration PATIENT_SETTLE = Duration.ofMillis(200);

    /** Cases under way at once where the server seemed to have too many: {@value}. */
    static final int UNHURRIED = 4;

    private static final Waiting PATIENT = Waiting.fixed(PATIENT_QUIET, PATIENT_SETTLE);

    private final Runner runner;
    private final Server server;
    private final Calibration calibration;
    private final Judge judge;
    private final CaseRuns runs;

    private Probe(ProbeOptions options, Runner runner, Server server, Calibration calibration) {
        int inFlight = Math.max(1, Math.min(options.inFlight(), calibration.maxConnections()));
        this.runner = runner;
        this.server = server;
        this.calibration = calibration;
        this.judge = Judge.of(options.profile()).overriding(options.overrides()).reporting(options.rules());
        this.runs = new CaseRuns(runner, server.endpoint(), inFlight);
    }

    /**
     * Probes a server.
     *
     * @param options what to run and how hard to judge
     * @param runner runs the scenarios
     * @param server the server
     * @param calibration what was measured of it
     * @return the result; without a case where not even a plain request is answered
     */
    public static ProbeResult run(ProbeOptions options, Runner runner, Server server, Calibration calibration) {
        long start = System.nanoTime();
        Probe probe = new Probe(options, runner, server, calibration);
        List<ProbeCase> cases = Catalogue.load().select(options.rules());
        Optional<String> failure = probe.noStart(cases);
        List<CaseResult> results = failure.isPresent() ? List.of() : probe.results(cases);
        Optional<String> death = failure.isPresent() ? failure : probe.death();
        return new ProbeResult(server.identity(), results, death, Duration.ofNanos(System.nanoTime() - start));
    }

    private Optional<String> noStart(List<ProbeCase> cases) {
        if (cases.isEmpty()) {
            return Optional.of("no case ran: the rules that were asked for have none");
        }
        Observation seen = runs.run(Relations.CANARY, PATIENT).join().observation();
        boolean fine = seen.firstResponse()
                .filter(response -> response.complete() && response.status() < 500 && response.status() != 400)
                .isPresent();
        return fine
                ? Optional.empty()
                : Optional.of("a plain GET must be answered before anything else is tried: " + text(seen));
    }

    private static String text(Observation seen) {
        String status = seen.firstResponse()
                .map(response -> "status " + response.status() + ", ")
                .orElse("no response, ");
        return status + "the connection ended with " + seen.end();
    }

    private List<CaseResult> results(List<ProbeCase> cases) {
        Judge knowing = judge.where(MethodSurvey.of(scenario -> runs.run(scenario, PATIENT)));
        List<CaseResult> hasty = runs.all(cases, knowing, calibration.waiting());
        List<CaseResult> confirmed = again(hasty, Probe::needsConfirmation, runs, knowing);
        CaseRuns alone = new CaseRuns(runner, server.endpoint(), UNHURRIED);
        List<CaseResult> settled = again(confirmed, CaseResult::isUnsettled, alone, knowing);
        return new Relations(knowing, runs, PATIENT).judge(settled);
    }

    private static List<CaseResult> again(
            List<CaseResult> before, Predicate<CaseResult> which, CaseRuns runs, Judge knowing) {
        // what waits longest begins first, so that everything else fits in beside it
        List<ProbeCase> again = before.stream()
                .filter(which)
                .sorted(Comparator.comparing(one -> !restsOnSilence(one)))
                .map(CaseResult::probeCase)
                .toList();
        Map<String, CaseResult> patient = new HashMap<>();
        runs.all(again, knowing, PATIENT)
                .forEach(one -> patient.put(one.probeCase().name(), one.asConfirmed()));
        List<CaseResult> all = new ArrayList<>();
        before.forEach(one -> all.add(patient.getOrDefault(one.probeCase().name(), one)));
        return all;
    }

    /**
     * Whatever is not plainly right, rests on silence, or seemed open when it was about to close, is not believed at
     * once.
     */
    private static boolean needsConfirmation(CaseResult one) {
        return restsOnSilence(one)
                || one.onlySeemsOpen()
                || one.counted().stream().anyMatch(verdict -> isBad(verdict.result()));
    }

    private static boolean restsOnSilence(CaseResult one) {
        return one.observation().quiet().isPresent()
                || one.observation().steps().stream().anyMatch(step -> step.outcome() == StepTrace.Outcome.TIMED_OUT);
    }

    static boolean isBad(Verdict.Result result) {
        return result == Verdict.Result.FAIL || result == Verdict.Result.WARN;
    }

    private Optional<String> death() {
        boolean alive = Liveness.probe(runner, server).join();
        if (alive && server.failure().isEmpty()) {
            return Optional.empty();
        }
        String why = server.failure().map(text -> ": " + text).orElse(": it answers no plain GET any more");
        return Optional.of("the server died on the way" + why);
    }
}
