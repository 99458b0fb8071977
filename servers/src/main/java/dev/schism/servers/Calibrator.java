// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.wire.EchoJson;
import dev.schism.wire.Observation;
import dev.schism.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures a server before scenarios run against it. */
public final class Calibrator {

    /** Complete GETs whose latency is measured. */
    public static final int SAMPLES = 50;

    /** GETs before those, which pay for connections, classes and code that are used for the first time. */
    public static final int WARM_UP = 10;

    /** Attempts of each probe of a habit; one failure shows that the habit is not to be relied on. */
    public static final int ATTEMPTS = 3;

    /** Time one probe may take, whatever limits the runner has. */
    public static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private Calibrator() {}

    /**
     * Measures a server, one connection after the other. Blocks: not to be called on a runner's own thread.
     *
     * @throws ServerUnavailableException when it does not answer a complete GET
     */
    public static Calibration calibrate(Runner runner, Server server) {
        Measuring measuring = new Measuring();
        Observation first = run(runner, server, Probes.ONE_GET, measuring);
        requireAnswer(server, first);
        for (int i = 1; i < WARM_UP; i++) {
            run(runner, server, Probes.ONE_GET, measuring);
        }
        LatencyHistogram latencies = measuring.restart();
        for (int i = 0; i < SAMPLES; i++) {
            requireAnswer(server, run(runner, server, Probes.ONE_GET, measuring));
        }
        boolean answersAfterFin = always(runner, server, Probes.GET_THEN_FIN, 1);
        boolean keepsAlive = always(runner, server, Probes.TWO_GETS, 2);
        boolean provesSilence = keepsAlive && echoes(first) && SilenceProof.holdsFor(runner, server);
        AdaptiveWaiting waiting = new AdaptiveWaiting(answersAfterFin, provesSilence);
        measuring.teach(waiting);
        return new Calibration(
                latencies.quantile(0.5),
                latencies.quantile(0.99),
                answersAfterFin,
                keepsAlive,
                echoes(first),
                server.maxConnections(),
                waiting);
    }

    private static boolean always(Runner runner, Server server, Scenario scenario, int responses) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Observation seen = run(runner, server, scenario, Measuring.PATIENT);
            if (seen.transcript().completeResponses() != responses) {
                return false;
            }
        }
        return true;
    }

    private static boolean echoes(Observation observation) {
        Response response = observation.transcript().responses().get(0);
        return EchoJson.read(response.content()).isPresent();
    }

    private static void requireAnswer(Server server, Observation observation) {
        List<Response> responses = observation.transcript().responses();
        if (!responses.isEmpty()) {
            return;
        }
        String reason = observation.error().orElse("");
        String failure = server.failure().map(why -> "; " + why).orElse("");
        throw new ServerUnavailableException("%s at %s must answer a plain GET: the connection ended with %s%s%s"
                .formatted(
                        server.identity().name(),
                        server.endpoint().address(),
                        observation.end(),
                        reason.isEmpty() ? "" : " (" + reason + ")",
                        failure));
    }

    static Observation run(Runner runner, Server server, Scenario scenario, Waiting waiting) {
        CompletableFuture<Observation> running = runner.run(scenario, server.endpoint(), waiting, Probes.TOKEN);
        try {
            return running.get(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ServerUnavailableException(
                    "%s must be observable within %s"
                            .formatted(server.endpoint().address(), PROBE_TIMEOUT),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("runner must not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("calibration must not be interrupted", e);
        }
    }
}
