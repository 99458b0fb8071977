// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Runner;
import dev.schism.client.RunnerOptions;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.Observation;
import dev.schism.wire.Response;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures a server before scenarios run against it, within {@link #MAX_TIME}. */
public final class Calibrator {

    /** Complete GETs whose latency is measured; fewer of a server that is slow. */
    public static final int SAMPLES = 50;

    /** GETs before those, which pay for connections, classes and code that are used for the first time. */
    public static final int WARM_UP = 10;

    /** Fewest GETs that are measured, whatever they take. */
    public static final int MIN_SAMPLES = 3;

    /** Attempts of each probe of a habit; one failure shows that the habit is not to be relied on. */
    public static final int ATTEMPTS = 3;

    /** Most of the GETs that may go unanswered. */
    public static final int MAX_UNANSWERED = 2;

    /** Time the whole calibration of a server may take, whatever the server does: 10 s. */
    public static final Duration MAX_TIME = Duration.ofSeconds(10);

    /** Time the GETs may take that only measure: 2 s. */
    public static final Duration SAMPLING_TIME = Duration.ofSeconds(2);

    /** Latency from which on a server answers late: 1 s. Also the silence after which something is looked at again. */
    public static final Duration LATE = Duration.ofSeconds(1);

    /** Silence in which octets behind a response are looked for. */
    private static final Duration SETTLE = Duration.ofMillis(100);

    /** Silence after which a response that will not end is left, once that is known. */
    private static final Duration HASTY = Duration.ofMillis(250);

    /** An answer may become so many times as large as the first one was. */
    private static final int ROOM_FACTOR = 2;

    private final Runner runner;
    private final Server server;
    private final long deadline;
    private final Map<Habit, Encounter> met = new EnumMap<>(Habit.class);
    private final Set<PlainAnswer.Shape> shapes = new HashSet<>();

    private Calibrator(Runner runner, Server server, Duration time) {
        this.runner = runner;
        this.server = server;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /**
     * Measures a server without telling anybody.
     *
     * @throws ServerUnavailableException when it does not answer a complete GET
     */
    public static Calibration calibrate(Runner runner, Server server) {
        return calibrate(runner, server, CalibrationListener.NONE);
    }

    /**
     * Measures a server, one connection after the other, and then how many at once. Blocks: not to be called on a
     * runner's own thread.
     *
     * @param listener is told what begins, and which habits were met
     * @throws ServerUnavailableException when it does not answer a complete GET; the message says what it does instead
     */
    public static Calibration calibrate(Runner runner, Server server, CalibrationListener listener) {
        String name = server.identity().name();
        listener.tell("calibrating %s: %d requests, then its habits and its limit of connections (at most %d s)"
                .formatted(name, WARM_UP + SAMPLES, MAX_TIME.toSeconds()));
        Calibration made = new Calibrator(runner, server, MAX_TIME).measure();
        made.habits().forEach(habit -> listener.tell("%s %s".formatted(name, habit.text())));
        return made;
    }

    private Calibration measure() {
        Observation first = first();
        boolean ends = !met.containsKey(Habit.NO_LENGTH_STAYS_OPEN);
        boolean staysOpen = ends && lookBehindResponse(patience(first.elapsed()));
        Measuring measuring = new Measuring(ends ? Probes.TIMEOUT : HASTY);
        LatencyHistogram latencies = sample(measuring);
        Duration p99 = latencies.quantile(0.99);
        boolean late = p99.compareTo(LATE) > 0;
        if (late) {
            meet(Habit.ANSWERS_LATE, Probes.QUICK_GET, first);
        }
        int attempts = late ? 1 : ATTEMPTS;
        boolean answersAfterFin = always(Probes.GET_THEN_FIN, 1, attempts, patience(p99));
        boolean keepsAlive = staysOpen && always(Probes.TWO_GETS, 2, attempts, patience(p99));
        boolean provesSilence = keepsAlive && echoes(first) && SilenceProof.holds(this::tryRun, attempts);
        AdaptiveWaiting waiting = new AdaptiveWaiting(answersAfterFin, provesSilence);
        measuring.teach(waiting);
        lookAsSentinels(p99, ends ? attempts : 1);
        return new Calibration(
                latencies.quantile(0.5),
                p99,
                answersAfterFin,
                keepsAlive,
                echoes(first),
                Math.min(ConnectionLimit.of(runner, server, p99, left()), roomFor(first)),
                waiting,
                List.copyOf(met.values()),
                shapes);
    }

    /** One GET; where nothing comes soon another one with all the time there is. */
    private Observation first() {
        Observation hasty = run(Probes.QUICK_GET, Waiting.fixed(LATE, Duration.ZERO));
        Observation seen = hasty.connected() && hasty.received().isEmpty() && hasty.end() == ConnectionEnd.OPEN
                ? run(Probes.QUICK_GET, Measuring.PATIENT)
                : hasty;
        PlainAnswer answer = PlainAnswer.of(seen);
        if (answer.isUnfinishedUntilClose()) {
            meet(Habit.NO_LENGTH_STAYS_OPEN, Probes.QUICK_GET, seen);
        } else if (!answer.isWhole()) {
            throw unavailable(answer);
        }
        shapes.add(answer.shape());
        return seen;
    }

    /** Large answers are for fewer connections at once: they share {@link RunnerOptions#MAX_HELD_OCTETS}. */
    private static int roomFor(Observation answer) {
        return Math.max(
                1,
                RunnerOptions.MAX_HELD_OCTETS
                        / Math.max(1, ROOM_FACTOR * answer.received().length()));
    }

    /** Measures latencies until there are enough, or the time for that is over. */
    private LatencyHistogram sample(Measuring measuring) {
        int unanswered = 0;
        long until = System.nanoTime() + SAMPLING_TIME.toNanos();
        LatencyHistogram latencies = measuring.restart();
        for (int i = 1; i < WARM_UP + SAMPLES; i++) {
            if (i >= MIN_SAMPLES && System.nanoTime() > until) {
                break;
            }
            if (i == WARM_UP) {
                latencies = measuring.restart();
            }
            Optional<Observation> seen = tryRun(Probes.QUICK_GET, measuring);
            if (seen.isEmpty()) {
                break;
            }
            PlainAnswer answer = take(Probes.QUICK_GET, seen.get());
            unanswered += isPlain(answer) ? 0 : 1;
            if (unanswered > MAX_UNANSWERED) {
                throw unavailable(answer);
            }
        }
        return latencies;
    }

    private boolean isPlain(PlainAnswer answer) {
        boolean openEnd = met.containsKey(Habit.NO_LENGTH_STAYS_OPEN) && answer.isUnfinishedUntilClose();
        return answer.isWhole() || openEnd;
    }

    /** Takes note of how a plain request was answered; what is no answer is no measure for later ones. */
    private PlainAnswer take(Scenario scenario, Observation seen) {
        PlainAnswer answer = PlainAnswer.of(seen);
        if (isPlain(answer)) {
            shapes.add(answer.shape());
        } else {
            meet(Habit.LEAVES_UNANSWERED, scenario, seen);
        }
        return answer;
    }

    /** Keeps the first run that shows a habit. */
    private void meet(Habit habit, Scenario scenario, Observation seen) {
        met.putIfAbsent(habit, new Encounter(habit, scenario, seen));
    }

    /**
     * Looks at what follows a response: more octets, and whether the connection ends as was announced. Tells whether
     * the connection stays open.
     */
    private boolean lookBehindResponse(Duration patience) {
        Optional<Observation> looked = tryRun(Probes.ONE_GET, Waiting.fixed(patience, SETTLE));
        if (looked.isEmpty()
                || looked.get().firstResponse().filter(Response::complete).isEmpty()) {
            return false;
        }
        Observation seen = looked.get();
        PlainAnswer answer = PlainAnswer.of(seen);
        if (answer.kind() == PlainAnswer.Kind.ENDLESS) {
            throw unavailable(answer);
        }
        if (answer.kind() == PlainAnswer.Kind.EXCESS) {
            meet(Habit.SENDS_MORE, Probes.ONE_GET, seen);
        }
        boolean open = seen.end() == ConnectionEnd.OPEN;
        if (seen.firstResponse().get().announcesClose()) {
            meet(open ? Habit.ANNOUNCES_CLOSE_STAYS_OPEN : Habit.CLOSES_EACH, Probes.ONE_GET, seen);
        } else if (!open) {
            meet(Habit.CLOSES_UNANNOUNCED, Probes.ONE_GET, seen);
        }
        return open;
    }

    /** Asks as a campaign will ask again and again, so that what it compares with is of the same sort. */
    private void lookAsSentinels(Duration p99, int times) {
        Scenario sentinel = Probes.sentinel(PlainRequest.timeFor(p99));
        for (int i = 0; i < times; i++) {
            tryRun(sentinel, Measuring.PATIENT).ifPresent(seen -> take(sentinel, seen));
        }
    }

    private boolean always(Scenario scenario, int responses, int attempts, Duration patience) {
        Waiting waiting = Waiting.fixed(patience, Duration.ZERO);
        for (int i = 0; i < attempts; i++) {
            boolean answered = tryRun(scenario, waiting)
                    .filter(seen -> seen.transcript().completeResponses() == responses)
                    .isPresent();
            if (!answered) {
                return false;
            }
        }
        return true;
    }

    /** Silence that shows something: longer for a slow server, but there has to be time for more than one. */
    private static Duration patience(Duration p99) {
        Duration wanted = p99.multipliedBy(2);
        return wanted.compareTo(LATE) < 0 ? LATE : wanted;
    }

    private static boolean echoes(Observation observation) {
        Response response = observation.transcript().responses().get(0);
        return EchoJson.read(response.content()).isPresent();
    }

    private ServerUnavailableException unavailable(PlainAnswer answer) {
        String failure = server.failure().map(why -> "; " + why).orElse("");
        return new ServerUnavailableException("%s at %s must answer a plain GET: %s%s"
                .formatted(server.identity().name(), server.endpoint().address(), answer.text(), failure));
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private Observation run(Scenario scenario, Waiting waiting) {
        return tryRun(scenario, waiting)
                .orElseThrow(() -> new ServerUnavailableException("%s must be observable within %s"
                        .formatted(server.endpoint().address(), MAX_TIME)));
    }

    /** Runs a scenario as long as there is time; empty where that is over. */
    private Optional<Observation> tryRun(Scenario scenario, Waiting waiting) {
        CompletableFuture<Observation> running = runner.run(scenario, server.endpoint(), waiting, Probes.TOKEN);
        try {
            return Optional.of(running.get(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("runner must not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("calibration must not be interrupted", e);
        }
    }
}
