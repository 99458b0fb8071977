// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.probe.CaseResult;
import dev.schism.fuzz.probe.ProbeCase;
import dev.schism.fuzz.probe.ProbeResult;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.Verdict;
import dev.schism.report.Environment;
import dev.schism.report.ProbeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the report of the results of several targets. */
final class ProbeAssembly {

    private ProbeAssembly() {}

    static ProbeReport report(String command, Instant started, Profile profile, List<ProbeResult> results) {
        return new ProbeReport(
                command,
                Version.text(),
                started,
                Duration.between(started, Instant.now()),
                profile.key(),
                Environment.current(),
                results.stream().map(ProbeAssembly::target).toList(),
                cases(results));
    }

    private static ProbeReport.Target target(ProbeResult result) {
        return new ProbeReport.Target(
                result.server(), result.notes(), result.failure(), result.elapsed(), result.tally());
    }

    private static List<ProbeReport.Case> cases(List<ProbeResult> results) {
        Map<String, ProbeCase> cases = new LinkedHashMap<>();
        List<Map<String, CaseResult>> columns = new ArrayList<>();
        for (ProbeResult result : results) {
            Map<String, CaseResult> column = new LinkedHashMap<>();
            for (CaseResult one : result.cases()) {
                cases.put(one.probeCase().name(), one.probeCase());
                column.put(one.probeCase().name(), one);
            }
            columns.add(column);
        }
        return cases.values().stream().map(one -> row(one, columns)).toList();
    }

    private static ProbeReport.Case row(ProbeCase one, List<Map<String, CaseResult>> columns) {
        List<Optional<ProbeReport.Cell>> cells = columns.stream()
                .map(column -> Optional.ofNullable(column.get(one.name())).map(ProbeAssembly::cell))
                .toList();
        List<String> rules = one.rules().stream().map(Rule::id).toList();
        return new ProbeReport.Case(one.name(), one.note(), one.kind().tag(), rules, cells);
    }

    private static ProbeReport.Cell cell(CaseResult result) {
        List<Verdict> counted = result.counted();
        List<Verdict> verdicts = new ArrayList<>(counted);
        result.verdicts().stream().filter(verdict -> !counted.contains(verdict)).forEach(verdicts::add);
        return new ProbeReport.Cell(result.result(), result.shown().scenario(), result.observation(), verdicts);
    }
}
