// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.probe.Catalogue;
import dev.schism.fuzz.probe.ProbeCase;
import dev.schism.fuzz.probe.ProbeResult;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code schism probe} prints for people. */
final class ProbeText {

    private static final List<Verdict.Result> COLUMNS = List.of(
            Verdict.Result.PASS,
            Verdict.Result.WARN,
            Verdict.Result.FAIL,
            Verdict.Result.INFO,
            Verdict.Result.NOT_OBSERVABLE);

    private ProbeText() {}

    /** Returns the table by class and what was broken. */
    static String of(ProbeResult result, Profile profile) {
        StringBuilder text = new StringBuilder();
        text.append("%s %s, profile %s: %d cases in %.1f s\n"
                .formatted(
                        result.server().name(),
                        result.server().version(),
                        profile.key(),
                        result.cases().size(),
                        result.elapsed().toNanos() / 1e9));
        row(text, "", COLUMNS.stream().map(Verdict.Result::name).toList());
        result.tally().forEach((ruleClass, counts) -> row(text, title(ruleClass), numbers(counts)));
        deviations(text, result);
        result.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        result.failure().ifPresent(why -> text.append("no result: ").append(why).append('\n'));
        return text.toString();
    }

    private static String title(RuleClass ruleClass) {
        String title = ruleClass.name() + " " + ruleClass.title();
        return title.length() > 44 ? title.substring(0, 43) + "…" : title;
    }

    private static List<String> numbers(Map<Verdict.Result, Long> counts) {
        return COLUMNS.stream()
                .map(result -> Long.toString(counts.getOrDefault(result, 0L)))
                .toList();
    }

    private static void row(StringBuilder text, String label, List<String> cells) {
        String columns = cells.stream().map(cell -> "%6s".formatted(cell)).collect(Collectors.joining(" "));
        text.append("  %-44s %s\n".formatted(label, columns));
    }

    private static void deviations(StringBuilder text, ProbeResult result) {
        for (ProbeResult.Deviation deviation : result.deviations()) {
            Rule rule = deviation.rule();
            text.append("%-4s %s %s %s: %s\n"
                    .formatted(deviation.result(), rule.id(), rule.level(), rule.section(), rule.requirement()));
            String note = deviation.example().note();
            text.append("       %s, expected %s%s\n"
                    .formatted(
                            deviation.example().actual(),
                            deviation.example().expected(),
                            note.isEmpty() ? "" : "; " + note));
            text.append("       in %s%s\n"
                    .formatted(deviation.cases().get(0), more(deviation.cases().size())));
        }
    }

    private static String more(int cases) {
        return cases == 1 ? "" : " and %d more".formatted(cases - 1);
    }

    /** Returns one line a case. */
    static String list(List<ProbeCase> cases) {
        return cases.stream()
                .map(one -> "%-36s %-9s %s  %s\n"
                        .formatted(
                                one.name(),
                                one.kind().tag(),
                                one.note(),
                                one.rules().stream().map(Rule::id).collect(Collectors.joining(" ", "[", "]"))))
                .collect(Collectors.joining());
    }

    /**
     * Returns a rule, or all rules of a class, with their cases.
     *
     * @throws IllegalArgumentException when there is no such rule or class
     */
    static String explain(String selectors) {
        return RuleBook.select(selectors).stream().map(ProbeText::explain).collect(Collectors.joining("\n"));
    }

    private static String explain(Rule rule) {
        List<ProbeCase> cases = Catalogue.load().select(List.of(rule));
        return RuleBook.explain(rule.id()) + "\ncases\n" + (cases.isEmpty() ? "none\n" : list(cases)).indent(2);
    }
}
