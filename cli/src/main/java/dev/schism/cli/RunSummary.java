// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.BaselineStatus;
import dev.schism.fuzz.CampaignCounts;
import dev.schism.fuzz.CampaignResult;
import dev.schism.oracle.Category;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.report.BlameTally;
import dev.schism.report.Environment;
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

/** Puts the results of a run together: the report's model, the text for people, the exit code. */
final class RunSummary {

    private RunSummary() {}

    static RunReport report(
            String command,
            Instant started,
            Duration elapsed,
            Hosting hosting,
            List<CampaignResult> results,
            Path corpus,
            List<ReportedEntry> entries) {
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
                entries);
    }

    static int exitCode(RunReport report, List<CampaignResult> results) {
        if (results.stream().anyMatch(result -> result.change().isPresent())) {
            return ExitCode.INCONCLUSIVE;
        }
        if (count(report, BaselineStatus.NEW) + count(report, BaselineStatus.EXPIRED) > 0) {
            return ExitCode.DIVERGED;
        }
        boolean conclusive = !results.isEmpty() && results.stream().allMatch(CampaignResult::isConclusive);
        return conclusive ? ExitCode.AGREED : ExitCode.INCONCLUSIVE;
    }

    static String text(RunReport report, List<CampaignResult> results, Path html, Path corpus) {
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(text(result)).append(EndText.change(result)));
        text.append("%d divergences: %d new, %d accepted, %d expired%n"
                .formatted(
                        report.entries().size(),
                        count(report, BaselineStatus.NEW),
                        count(report, BaselineStatus.ACCEPTED),
                        count(report, BaselineStatus.EXPIRED)));
        text.append("blame: %s%n".formatted(BlameTally.of(report.entries()).line()));
        report.reference().ifPresent(reference -> text.append(reference(reference)));
        text.append("report in %s, entries in %s%n".formatted(html, corpus));
        return text.toString();
    }

    private static String reference(UsedReference reference) {
        return "reference: %s%n%s"
                .formatted(
                        reference.text(),
                        reference.advice().map("%s%n"::formatted).orElse(""));
    }

    private static String text(CampaignResult result) {
        CampaignCounts counts = result.counts();
        return String.format(
                Locale.ROOT,
                "%s against %s: %s%n"
                        + "  %d scenarios, %.0f pairs/s, %.1f s for the scenarios, %.1f s with checks, seed %d%n"
                        + "  agree %d %s, differ %d %s, inconclusive %d %s%n"
                        + "  of those that differ: %d kept, %d explained by them, %d seen often enough, "
                        + "%d quarantined, %d unanswered, %d not checked%n",
                Progress.name(result.target()),
                Progress.name(result.reference()),
                EndText.name(result),
                result.scenarios(),
                result.pairsPerSecond(),
                result.generating().toNanos() / 1e9,
                result.elapsed().toNanos() / 1e9,
                result.options().seed(),
                counts.agreed(),
                counts.agreements(),
                counts.differed(),
                counts.differences(),
                counts.unanswered(),
                counts.inconclusive(),
                result.followUps().kept(),
                result.followUps().explained(),
                result.followUps().repeated(),
                result.followUps().quarantined(),
                result.followUps().unanswered(),
                result.followUps().pending());
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

    private static long count(RunReport report, BaselineStatus status) {
        return report.entries().stream()
                .filter(entry -> entry.status() == status)
                .count();
    }
}
