// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a report on a probe shows.
 *
 * @param command what was run, for people, such as {@code schism probe --target netty}
 * @param schismVersion the version of Schism
 * @param started when it started
 * @param elapsed how long it took
 * @param profile how hard the judge was, such as {@code rfc}
 * @param environment what it ran on
 * @param targets the servers, in the order of the columns
 * @param cases the cases, each with one cell a target
 */
public record ProbeReport(
        String command,
        String schismVersion,
        Instant started,
        Duration elapsed,
        String profile,
        Environment environment,
        List<Target> targets,
        List<Case> cases) {

    /** Copies the lists and checks that every case has a cell for every target. */
    public ProbeReport {
        targets = List.copyOf(targets);
        cases = List.copyOf(cases);
        for (Case one : cases) {
            if (one.cells().size() != targets.size()) {
                throw new IllegalArgumentException("cells must be as many as targets: %d of %d in %s"
                        .formatted(one.cells().size(), targets.size(), one.name()));
            }
        }
    }

    /**
     * A server that was probed.
     *
     * @param server which it is
     * @param notes what is good to know of it, a sentence each
     * @param failure why there is no result to rely on; empty where there is one
     * @param elapsed how long it took
     * @param tally number of verdicts by class and result
     */
    public record Target(
            ServerIdentity server,
            List<String> notes,
            Optional<String> failure,
            Duration elapsed,
            Map<RuleClass, Map<Verdict.Result, Long>> tally) {

        /** Copies the notes and the counts. */
        public Target {
            notes = List.copyOf(notes);
            Map<RuleClass, Map<Verdict.Result, Long>> copy = new EnumMap<>(RuleClass.class);
            tally.forEach((key, counts) -> copy.put(key, Map.copyOf(counts)));
            tally = copy;
        }

        /** Returns the number of verdicts with a result. */
        public long count(Verdict.Result result) {
            return tally.values().stream()
                    .mapToLong(counts -> counts.getOrDefault(result, 0L))
                    .sum();
        }
    }

    /**
     * A case.
     *
     * @param name its name
     * @param note what it shows
     * @param kind canonical, boundary, innocent, or own where it is not of the catalogue
     * @param rules ids of the rules it exercises, the main one first; none need be named in an own one
     * @param cells what each target did, empty where the case did not run
     */
    public record Case(String name, String note, String kind, List<String> rules, List<Optional<Cell>> cells) {

        /** Copies the lists. */
        public Case {
            rules = List.copyOf(rules);
            cells = List.copyOf(cells);
        }
    }

    /**
     * What one target did about one case.
     *
     * @param result the worst result of what counts
     * @param scenario what was run, the request behind the case included
     * @param observation what was seen
     * @param verdicts what the rules say, those that count first
     */
    public record Cell(Verdict.Result result, Scenario scenario, Observation observation, List<Verdict> verdicts) {

        /** Copies the list. */
        public Cell {
            verdicts = List.copyOf(verdicts);
        }

        /** Returns the first verdict with the cell's own result. */
        public Optional<Verdict> decisive() {
            return verdicts.stream()
                    .filter(verdict -> verdict.result() == result)
                    .findFirst();
        }
    }
}
