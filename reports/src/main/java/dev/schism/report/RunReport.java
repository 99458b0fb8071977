// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.wire.ServerIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything a report shows.
 *
 * @param command what was run, for people, such as {@code schism run --count 2000}
 * @param schismVersion the version of Schism
 * @param started when it started
 * @param elapsed how long it took
 * @param seed the seed of every random choice, where there was one
 * @param reference the reference, where one ran
 * @param targets the targets that ran
 * @param environment what it ran on
 * @param tally what was counted; {@link Tally#NONE} where only a corpus is shown
 * @param corpus the directory in which the entries are kept, as it was named
 * @param entries the divergences
 * @param problems why the result is not whole; empty where it is
 * @param failOnAllowed whether causes count where the text leaves the choice
 * @param notes what is good to know of the servers and takes nothing from the result, a sentence each
 */
public record RunReport(
        String command,
        String schismVersion,
        Instant started,
        Duration elapsed,
        Optional<Long> seed,
        Optional<UsedReference> reference,
        List<ServerIdentity> targets,
        Environment environment,
        Tally tally,
        Path corpus,
        List<ReportedEntry> entries,
        List<Problem> problems,
        boolean failOnAllowed,
        List<String> notes) {

    /** Copies the lists. */
    public RunReport {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
        targets = List.copyOf(targets);
        entries = List.copyOf(entries);
    }

    /** Returns the same report with these notes. */
    public RunReport noting(List<String> others) {
        return new RunReport(
                command,
                schismVersion,
                started,
                elapsed,
                seed,
                reference,
                targets,
                environment,
                tally,
                corpus,
                entries,
                problems,
                failOnAllowed,
                others);
    }

    /** Returns the number of pairs compared in a second, 0 where no time passed. */
    public double pairsPerSecond() {
        return elapsed.isZero() ? 0 : tally.pairs() * 1e9 / elapsed.toNanos();
    }

    /** Returns the divergences by cause: what is wrong first, what is allowed last. */
    public List<ReportedCause> causes() {
        return ReportedCause.of(entries);
    }

    /** Returns how many causes there are. */
    public CauseCounts counts() {
        return CauseCounts.of(this);
    }

    /** Returns what the run comes to. */
    public Decision decision() {
        return Decision.of(this);
    }
}
