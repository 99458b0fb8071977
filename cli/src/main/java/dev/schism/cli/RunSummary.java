// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.BaselineStatus;
import dev.schism.fuzz.CampaignCounts;
import dev.schism.fuzz.CampaignResult;
import dev.schism.oracle.Category;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.oracle.rules.Blame;
import dev.schism.report.BlameTally;
import dev.schism.report.Environment;
import dev.schism.report.ReportedCause;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import dev.schism.report.Tally;
import dev.schism.report.UsedReference;
import dev.schism.servers.Hosting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Puts the results of a run together: the report's model, the text for people, the exit code. */
final class RunSummary {

    /** Columns that a line should keep to; a long sentence is not cut. */
    private static final int COLUMNS = 160;

    /** Notes that are printed; all of them are in the report. */
    private static final int MAX_NOTES = 5;

    /** Least room for octets: {@value}. */
    private static final int LEAST_OCTETS = 24;

    /** What is whole in escaped octets of which the end may be cut off. */
    private static final Pattern WHOLE =
            Pattern.compile("^((?:[^\\\\]|\\\\x[0-9a-f]{2}|\\\\[^x])*+).*$", Pattern.DOTALL);

    private RunSummary() {}

    static RunReport report(
            String command,
            Instant started,
            Duration elapsed,
            Hosting hosting,
            List<CampaignResult> results,
            Path corpus,
            List<ReportedEntry> entries,
            InternalErrors errors,
            boolean failOnAllowed) {
        return new RunReport(
                command,
                Version.text(),
                started,
                elapsed,
                results.stream().findFirst().map(result -> result.options().seed()),
                results.stream().findFirst().map(result -> UsedReference.of(result.reference(), hosting.words())),
                results.stream().map(CampaignResult::target).toList(),
                Environment.current(),
                tally(results),
                corpus,
                entries,
                RunProblems.of(results, errors),
                failOnAllowed,
                List.of());
    }

    static String text(RunReport report, List<CampaignResult> results, Path html, Path corpus) {
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(text(result, report.elapsed())));
        List<ReportedCause> causes = report.causes();
        text.append("%s, shown by %s: %s%n"
                .formatted(
                        RunProblems.count(causes.size(), "cause"),
                        RunProblems.count(report.entries().size(), "divergence"),
                        BlameTally.of(causes).line()));
        text.append(report.counts().line()).append(System.lineSeparator());
        boolean folded = !report.failOnAllowed();
        causes.stream().filter(cause -> !folded || !cause.isAllowed()).forEach(cause -> text.append(line(cause)));
        long allowed = causes.stream().filter(ReportedCause::isAllowed).count();
        if (folded && allowed > 0) {
            text.append("  %d more where the text leaves the choice: see the report, or give --fail-on-allowed%n"
                    .formatted(allowed));
        }
        notes(report.notes(), text);
        report.problems().forEach(problem -> text.append("not whole: %s%n".formatted(problem.text())));
        report.reference().ifPresent(reference -> text.append(reference(reference)));
        text.append("report in %s, entries in %s%n".formatted(html, corpus));
        return text.toString();
    }

    private static void notes(List<String> notes, StringBuilder text) {
        notes.stream()
                .limit(MAX_NOTES)
                .forEach(
                        note -> text.append("note: ").append(cut(note, COLUMNS)).append(System.lineSeparator()));
        if (notes.size() > MAX_NOTES) {
            text.append("%d more notes: see the report%n".formatted(notes.size() - MAX_NOTES));
        }
    }

    private static String line(ReportedCause cause) {
        Blame blame = cause.cause().blame();
        String severity = blame.party().isBroken() ? blame.severity().name().toLowerCase(Locale.ROOT) : "";
        String status = cause.status() == BaselineStatus.NEW
                ? ""
                : " [" + cause.status().name().toLowerCase(Locale.ROOT) + "]";
        String line = "  %-15s %-6s %s%s | ".formatted(blame.party().words(), severity, cause.sentence(), status);
        int room = Math.max(LEAST_OCTETS, COLUMNS - line.length());
        return line + cut(cause.octets(), room) + System.lineSeparator();
    }

    /** Cuts escaped octets to a number of characters, never inside an escape. */
    static String cut(String octets, int room) {
        if (octets.length() <= room) {
            return octets;
        }
        String start = octets.replaceFirst("\\.\\.\\.$", "");
        return WHOLE.matcher(start.substring(0, Math.min(start.length(), room - 3)))
                        .replaceFirst("$1") + "...";
    }

    private static String reference(UsedReference reference) {
        return "reference: %s%n%s"
                .formatted(
                        reference.text(),
                        reference.advice().map("%s%n"::formatted).orElse(""));
    }

    /** The rate is what the whole command gives, from its start to its end. */
    private static String text(CampaignResult result, Duration elapsed) {
        CampaignCounts counts = result.counts();
        return String.format(
                Locale.ROOT,
                "%s against %s: %d scenarios, seed %d: %d agree, %d differ, %d inconclusive%s%n"
                        + "  %.1f s for the scenarios, %.1f s with checks, %.1f s in all: %.0f scenarios/s%n"
                        + "  of those that differ: %d kept, %d explained by them, %d seen often enough, "
                        + "%d quarantined, %d unanswered, %d not checked%n",
                Progress.name(result.target()),
                Progress.name(result.reference()),
                result.scenarios(),
                result.options().seed(),
                counts.agreed(),
                counts.differed(),
                counts.unanswered(),
                counts.inconclusive().isEmpty() ? "" : " " + counts.inconclusive(),
                seconds(result.generating()),
                seconds(result.elapsed()),
                seconds(elapsed),
                elapsed.isZero() ? 0 : result.scenarios() / seconds(elapsed),
                result.followUps().kept(),
                result.followUps().explained(),
                result.followUps().repeated(),
                result.followUps().quarantined(),
                result.followUps().unanswered(),
                result.followUps().pending());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Tally tally(List<CampaignResult> results) {
        Map<Category, Long> categories = new EnumMap<>(Category.class);
        Map<Reason, Long> inconclusive = new EnumMap<>(Reason.class);
        long pairs = 0;
        long quarantined = 0;
        for (CampaignResult result : results) {
            CampaignCounts counts = result.counts();
            counts.agreements().forEach((category, count) -> categories.merge(category, count, Long::sum));
            counts.differences().forEach((category, count) -> categories.merge(category, count, Long::sum));
            counts.inconclusive().forEach((reason, count) -> inconclusive.merge(reason, count, Long::sum));
            pairs += counts.judged();
            quarantined += result.followUps().quarantined();
        }
        long scenarios =
                results.stream().findFirst().map(CampaignResult::scenarios).orElse(0L);
        return new Tally(scenarios, pairs, categories, inconclusive, quarantined);
    }
}
