// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Calibration;
import dev.schism.servers.Encounter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges what calibration met, as any other run. */
final class MetHabits {

    private final Set<Rule> wanted;
    private final Calibration calibration;

    /**
     * Takes what a calibration met.
     *
     * @param wanted the rules that are reported on
     * @param calibration the calibration
     */
    MetHabits(List<Rule> wanted, Calibration calibration) {
        this.wanted = Set.copyOf(wanted);
        this.calibration = calibration;
    }

    /** Returns a result for each habit that a rule which is reported on speaks about. */
    List<CaseResult> judge(Judge judge) {
        return calibration.met().stream()
                .flatMap(met -> rule(met).map(rule -> judge(judge, met, rule)).stream())
                .toList();
    }

    /** Returns a sentence for each habit that no rule judges which is reported on. */
    List<String> notes() {
        return calibration.met().stream()
                .filter(met -> rule(met).isEmpty())
                .map(met -> "it " + met.habit().text())
                .toList();
    }

    private Optional<Rule> rule(Encounter met) {
        return met.habit().rule().map(RuleBook::rule).filter(wanted::contains);
    }

    private static CaseResult judge(Judge judge, Encounter met, Rule rule) {
        Scenario scenario =
                new Scenario(met.habit().caseName(), List.of(), met.scenario().steps());
        String note = "Met before all cases: it %s.".formatted(met.habit().words());
        ProbeCase one = new ProbeCase(scenario, note, List.of(rule), ProbeCase.Kind.CANONICAL);
        Judge.Run run = new Judge.Run(scenario, met.observation());
        return new CaseResult(one, run, Optional.empty(), judge.judge(scenario, met.observation()), true);
    }
}
