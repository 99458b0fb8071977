// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of a probe with somebody's own scenarios before its verdicts are believed. */
final class OwnResult {

    private OwnResult() {}

    /** Returns the result with a note on runs that a limit ended, and a failure where nothing was observed at all. */
    static ProbeResult checked(ProbeResult result) {
        List<String> notes = new ArrayList<>(result.notes());
        List<String> limited = result.cases().stream()
                .flatMap(one ->
                        limit(one.observation()).map(limit -> one.probeCase().name() + ": " + limit).stream())
                .toList();
        if (!limited.isEmpty()) {
            notes.add(Names.some("a limit of this run ended ", limited));
        }
        boolean observed = result.cases().stream().anyMatch(one -> one.result() != Verdict.Result.NOT_OBSERVABLE);
        Optional<String> failure = observed
                ? Optional.empty()
                : Optional.of("no rule that was asked for could be observed in any of the scenarios");
        return new ProbeResult(result.server(), result.cases(), notes, failure, result.elapsed());
    }

    private static Optional<String> limit(Observation seen) {
        return seen.error().filter(error -> error.contains("requestTimeout") || error.contains("was exceeded"));
    }
}
