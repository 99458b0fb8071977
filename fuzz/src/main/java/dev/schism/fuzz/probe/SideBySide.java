// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs scenarios side by side and tells which of them a busy server may have answered otherwise than an idle one.
 *
 * <p>Beside each scenario goes a plain GET, which stands behind it wherever the server queues. Silence is believed
 * where that was answered promptly; a refused connection, one that ends without a response, and an answer that servers
 * give when they are busy are never believed but of a scenario that ran alone, or among few.
 */
final class SideBySide {

    /** The time in which a plain GET behind a scenario has to be answered, or silence is not believed: 700 ms. */
    static final Duration PROMPT = Duration.ofMillis(700);

    /** How long after a scenario the plain GET is sent, if the scenario is still under way: 250 ms. */
    static final Duration BEHIND = Duration.ofMillis(250);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Nothing is looked for behind the answer to the plain GET. */
    private static final Waiting CANARY_WAITING = Waiting.fixed(Probe.PATIENT_QUIET, Duration.ZERO);

    private final Runner runner;
    private final Endpoint endpoint;
    private final Waiting waiting;
    private final String token;

    SideBySide(Runner runner, Endpoint endpoint, Waiting waiting, String token) {
        this.runner = runner;
        this.endpoint = endpoint;
        this.waiting = waiting;
        this.token = token;
    }

    /**
     * What was seen of a scenario.
     *
     * @param observation what was seen
     * @param doubtful whether a server that is less busy may do something else
     */
    record Seen(Observation observation, boolean doubtful) {}

    /**
     * Runs scenarios and waits for all of them.
     *
     * @param connections most connections at once, the plain GETs included; where it is 1, there are none of these, and
     *     nothing is doubtful
     * @param few whether these are few enough at once for anything but silence to be believed
     * @return what was seen, in the order of the scenarios
     */
    List<Seen> all(List<Scenario> scenarios, int connections, boolean few) {
        Semaphore room = new Semaphore(connections);
        int each = Math.min(2, connections);
        List<CompletableFuture<Seen>> running = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            room.acquireUninterruptibly(each);
            CompletableFuture<Observation> seen =
                    runner.run(scenario, endpoint, waiting, token).whenComplete((done, failed) -> room.release());
            running.add(each == 1 ? seen.thenApply(alone -> new Seen(alone, false)) : doubting(seen, room, few));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Seen> doubting(CompletableFuture<Observation> seen, Semaphore room, boolean few) {
        CompletableFuture<Boolean> prompt = CompletableFuture.anyOf(seen, after(BEHIND))
                .thenCompose(first -> seen.isDone() ? CompletableFuture.completedFuture(true) : canary())
                .whenComplete((done, failed) -> room.release());
        return seen.thenCombine(prompt, (one, quick) -> new Seen(one, isDoubtful(one, quick, few)));
    }

    private static CompletableFuture<Void> after(Duration time) {
        return new CompletableFuture<Void>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells whether a plain GET is answered promptly. */
    private CompletableFuture<Boolean> canary() {
        long start = System.nanoTime();
        return runner.run(Relations.CANARY, endpoint, CANARY_WAITING, token)
                .thenApply(seen -> System.nanoTime() - start < PROMPT.toNanos()
                        && seen.firstResponse()
                                .filter(response -> response.complete() && !isBusy(response))
                                .isPresent());
    }

    private static boolean isDoubtful(Observation seen, boolean prompt, boolean few) {
        boolean refused = switch (seen.end()) {
            case REFUSED, CONNECT_TIMEOUT, FAILED -> true;
            case FIN, RST -> seen.received().isEmpty();
            case OPEN -> false;
        };
        boolean shed = refused || seen.transcript().responses().stream().anyMatch(SideBySide::isBusy);
        boolean behind = prompt && seen.connectTime().compareTo(BEHIND) < 0;
        return (shed && !few) || (!behind && (shed || restsOnSilence(seen)));
    }

    private static boolean isBusy(Response response) {
        return response.status() >= SERVER_ERROR || response.status() == TOO_MANY_REQUESTS;
    }

    private static boolean restsOnSilence(Observation seen) {
        return seen.quiet().isPresent()
                || (seen.received().isEmpty() && seen.end() == ConnectionEnd.OPEN)
                || seen.steps().stream().anyMatch(step -> step.outcome() == StepTrace.Outcome.TIMED_OUT);
    }
}
