// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.Runner;
import dev.schism.servers.CalibrationListener;
import dev.schism.servers.Calibrator;
import dev.schism.servers.Server;
import dev.schism.servers.Side;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Measures a reference and its targets: the reference at the same time as the first target, since both mostly wait. Not
 * thread-safe.
 */
final class Sides {

    /** A reference and a target, both measured. */
    record Pair(Side reference, Side target) {}

    private final Runner runner;
    private final Server reference;
    private final CalibrationListener telling;
    private final List<String> notes;
    private Optional<Side> measured = Optional.empty();

    /**
     * Measures nothing yet.
     *
     * @param notes get a sentence for each habit that is met
     */
    Sides(Runner runner, Server reference, CalibrationListener telling, List<String> notes) {
        this.runner = runner;
        this.reference = reference;
        this.telling = telling;
        this.notes = notes;
    }

    /**
     * Measures a target, and the reference unless that was done.
     *
     * @throws dev.schism.servers.ServerUnavailableException when one of them does not answer; where neither does, about
     *     the reference
     */
    Pair with(Server target) {
        if (measured.isPresent()) {
            return new Pair(measured.get(), noted(measure(target)));
        }
        FutureTask<Side> aside = aside(reference);
        Optional<Side> side = Optional.empty();
        Side first;
        try {
            side = Optional.of(measure(target));
        } finally {
            first = join(aside);
        }
        measured = Optional.of(noted(first));
        return new Pair(first, noted(side.orElseThrow()));
    }

    private FutureTask<Side> aside(Server server) {
        FutureTask<Side> task = new FutureTask<>(() -> measure(server));
        Thread thread = new Thread(task, "schism-calibration");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private Side measure(Server server) {
        return new Side(server, Calibrator.calibrate(runner, server, telling));
    }

    private Side noted(Side side) {
        notes.addAll(CalibrationText.notes(side));
        return side;
    }

    private static Side join(FutureTask<Side> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("calibration must not fail", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("calibration must not be interrupted", e);
        }
    }
}
