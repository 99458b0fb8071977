// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.servers.Calibration;
import dev.schism.servers.Habit;
import dev.schism.servers.Liveness;
import dev.schism.servers.Server;
import dev.schism.servers.Side;
import dev.schism.wire.Framing;
import dev.schism.wire.Observation;
import dev.schism.wire.Response;
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
 * plainly right once more without haste, and judges what was seen. What calibration met is judged with it.
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

    /** How long to wait for a server before it is blamed for nothing but its silence: 3 s. */
    static final Duration LAST_QUIET = Duration.ofSeconds(3);

    private static final Waiting PATIENT = Waiting.fixed(PATIENT_QUIET, PATIENT_SETTLE);
    private static final Waiting MOST_PATIENT = Waiting.fixed(LAST_QUIET, PATIENT_SETTLE);

    private final Runner runner;
    private final Server server;
    private final Calibration calibration;
    private final Judge judge;
    private final Watch watch;
    private final CaseRuns runs;

    private Probe(ProbeOptions options, Runner runner, Server server, Calibration calibration) {
        int inFlight = Math.max(1, Math.min(options.inFlight(), calibration.maxConnections()));
        this.runner = runner;
        this.server = server;
        this.calibration = calibration;
        this.judge = Judge.of(options.profile()).overriding(options.overrides()).reporting(options.rules());
        this.watch = new Watch(runner, new Side(server, calibration));
        this.runs = new CaseRuns(runner, server.endpoint(), inFlight, watch);
    }

    /**
     * Probes a server.
     *
     * @param options what to run and how hard to judge
     * @param runner runs the scenarios
     * @param server the server
     * @param calibration what was measured of it
     * @return the result; with nothing but what calibration met where not even a plain request is answered
     */
    public static ProbeResult run(ProbeOptions options, Runner runner, Server server, Calibration calibration) {
        Probe probe = new Probe(options, runner, server, calibration);
        return probe.run(Catalogue.load().select(options.rules()), new MetHabits(options.rules(), calibration));
    }

    /**
     * Probes a server with scenarios of somebody's own instead of the catalogue, as its cases are run: again without
     * haste where what was seen is not plainly right. What calibration met is told in notes.
     *
     * @param scenarios the scenarios; those with equal names are told apart by numbers
     * @param options how hard to judge, and the rules to report on
     * @param runner runs the scenarios
     * @param server the server
     * @param calibration what was measured of it
     * @return the result; a failure where nothing at all could be observed
     */
    public static ProbeResult own(
            List<OwnScenario> scenarios, ProbeOptions options, Runner runner, Server server, Calibration calibration) {
        Probe probe = new Probe(options, runner, server, calibration);
        ProbeResult result = probe.run(OwnScenario.cases(scenarios), new MetHabits(List.of(), calibration));
        return result.failure().isPresent() ? result : OwnResult.checked(result);
    }

    private ProbeResult run(List<ProbeCase> cases, MetHabits met) {
        long start = System.nanoTime();
        Optional<String> failure = noStart(cases);
        List<CaseResult> results = new ArrayList<>(met.judge(judge));
        results.addAll(failure.isPresent() ? List.of() : results(cases));
        Optional<String> death = failure.isPresent() ? failure : death();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new ProbeResult(server.identity(), results, met.notes(), death, elapsed);
    }

    private Optional<String> noStart(List<ProbeCase> cases) {
        if (cases.isEmpty()) {
            return Optional.of("no case ran: the rules that were asked for have none");
        }
        Observation seen = runs.run(Relations.CANARY, PATIENT).join().observation();
        boolean fine = seen.firstResponse()
                .filter(response -> response.complete() || isEndlessByHabit(response))
                .filter(response -> response.status() < 500 && response.status() != 400)
                .isPresent();
        return fine
                ? Optional.empty()
                : Optional.of("a plain GET must be answered before anything else is tried: " + text(seen));
    }

    /** A server none of whose responses ends is judged by what it answers all the same. */
    private boolean isEndlessByHabit(Response response) {
        return response.framing() == Framing.CLOSE_DELIMITED
                && calibration.habits().contains(Habit.NO_LENGTH_STAYS_OPEN);
    }

    private static String text(Observation seen) {
        String status = seen.firstResponse()
                .map(response -> "status " + response.status() + ", ")
                .orElse("no response, ");
        return status + "the connection ended with " + seen.end();
    }

    private List<CaseResult> results(List<ProbeCase> cases) {
        Judge knowing = PlainSurvey.informed(judge, scenario -> runs.run(scenario, PATIENT));
        List<CaseResult> hasty = runs.all(cases, knowing, calibration.waiting());
        List<CaseResult> confirmed = again(hasty, Probe::needsConfirmation, runs, knowing, PATIENT);
        CaseRuns few = new CaseRuns(runner, server.endpoint(), UNHURRIED, watch);
        List<CaseResult> heard = again(confirmed, CaseResult::isUnsettled, few, knowing, PATIENT);
        List<CaseResult> settled = again(heard, CaseResult::blamesSilence, few, knowing, MOST_PATIENT);
        return watch.change().isPresent() ? settled : related(settled, knowing);
    }

    /** What relates runs is believed where the server is still itself behind them. */
    private List<CaseResult> related(List<CaseResult> settled, Judge knowing) {
        List<CaseResult> related = new Relations(knowing, runs, PATIENT).judge(settled);
        return watch.ask("the comparison of runs") ? related : settled;
    }

    /** Runs some cases again; where the server has changed, those that could not run again are left out. */
    private List<CaseResult> again(
            List<CaseResult> before, Predicate<CaseResult> which, CaseRuns runs, Judge knowing, Waiting waiting) {
        if (watch.change().isPresent()) {
            return before.stream().filter(which.negate()).toList();
        }
        // what waits longest begins first, so that everything else fits in beside it
        List<ProbeCase> again = before.stream()
                .filter(which)
                .sorted(Comparator.comparing(one -> !restsOnSilence(one)))
                .map(CaseResult::probeCase)
                .toList();
        Map<String, CaseResult> patient = new HashMap<>();
        runs.all(again, knowing, waiting)
                .forEach(one -> patient.put(one.probeCase().name(), one.asConfirmed()));
        List<CaseResult> all = new ArrayList<>();
        boolean changed = watch.change().isPresent();
        for (CaseResult one : before) {
            String name = one.probeCase().name();
            boolean missed = !patient.containsKey(name) && which.test(one);
            if (!changed || !missed) {
                all.add(patient.getOrDefault(name, one));
            }
        }
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

    static boolean restsOnSilence(CaseResult one) {
        return one.observation().quiet().isPresent()
                || one.observation().steps().stream().anyMatch(step -> step.outcome() == StepTrace.Outcome.TIMED_OUT);
    }

    static boolean isBad(Verdict.Result result) {
        return result == Verdict.Result.FAIL || result == Verdict.Result.WARN;
    }

    private Optional<String> death() {
        if (watch.change().isPresent()) {
            String died =
                    server.failure().map(text -> "; the server died: " + text).orElse("");
            return watch.change().map(how -> how + died);
        }
        boolean alive = Liveness.probe(runner, server).join();
        if (alive && server.failure().isEmpty()) {
            return Optional.empty();
        }
        String why = server.failure().map(text -> ": " + text).orElse(": it answers no plain GET any more");
        return Optional.of("the server died on the way" + why);
    }
}
