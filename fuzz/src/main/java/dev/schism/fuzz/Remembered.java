// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What the sides lately did about scenarios that were followed up: shrinking comes by the same few again and again. It
 * is good enough for finding the way; what is kept is always run anew. Thread-safe.
 */
final class Remembered {

    /** Scenarios that are remembered. */
    static final int MAX_SCENARIOS = 1024;

    /** Octets from both sides beyond which nothing is remembered: 8 KiB. */
    static final int MAX_OCTETS = 8 * 1024;

    private final Map<List<Step>, CompletableFuture<Finding>> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Step>, CompletableFuture<Finding>> eldest) {
            return size() > MAX_SCENARIOS;
        }
    };

    /** Returns what is known about these steps, under whatever name they were taken, or else runs them. */
    CompletableFuture<Finding> get(Scenario scenario, Supplier<CompletableFuture<Finding>> run) {
        CompletableFuture<Finding> made = new CompletableFuture<>();
        CompletableFuture<Finding> known;
        synchronized (recent) {
            known = recent.putIfAbsent(scenario.steps(), made);
        }
        if (known != null) {
            return known.thenApply(finding -> of(scenario, finding));
        }
        CompletableFuture<Finding> unused = started(run).whenComplete((finding, failure) -> {
            if (failure != null || !isWorthwhile(finding)) {
                forget(scenario, made);
            }
            if (failure != null) {
                made.completeExceptionally(failure);
            } else {
                made.complete(finding);
            }
        });
        return made;
    }

    private static CompletableFuture<Finding> started(Supplier<CompletableFuture<Finding>> run) {
        try {
            return run.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void forget(Scenario scenario, CompletableFuture<Finding> made) {
        synchronized (recent) {
            recent.remove(scenario.steps(), made);
        }
    }

    private static boolean isWorthwhile(Finding finding) {
        if (finding instanceof Difference difference) {
            Divergence divergence = difference.divergence();
            return divergence.reference().received().length()
                            + divergence.target().received().length()
                    <= MAX_OCTETS;
        }
        return !(finding instanceof Inconclusive);
    }

    private static Finding of(Scenario scenario, Finding finding) {
        return finding instanceof Difference difference
                ? new Difference(difference.divergence().about(scenario))
                : finding;
    }
}
