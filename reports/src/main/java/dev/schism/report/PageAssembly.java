// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.Category;
import dev.schism.oracle.rules.Blame;
import dev.schism.wire.ServerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the view of the whole page. */
final class PageAssembly {

    /** Largest number of divergences with a section of their own; the table lists all. */
    static final int MAX_SECTIONS = 500;

    private final RunReport report;
    private final List<ReportedCause> causes;
    private final CauseCounts counts;

    PageAssembly(RunReport report) {
        this.report = report;
        this.causes = report.causes();
        this.counts = report.counts();
    }

    View.Page page(View.Assets assets) {
        List<ReportedEntry> entries =
                causes.stream().flatMap(cause -> cause.variants().stream()).toList();
        int sections = Math.min(entries.size(), MAX_SECTIONS);
        Set<String> shown = entries.stream()
                .limit(sections)
                .map(reported -> reported.entry().name())
                .collect(Collectors.toSet());
        List<View.Cause> rows = causes.stream().map(cause -> row(cause, shown)).toList();
        int wrong = (int) causes.stream().filter(cause -> !cause.isAllowed()).count();
        BlameTally blame = BlameTally.of(causes);
        return new View.Page(
                assets,
                Printable.of(report.command()),
                verdict(),
                facts(),
                tiles(),
                bars(report.tally().categories(), PageAssembly::tone),
                bars(report.tally().inconclusive(), reason -> "muted"),
                bars(blame.counts(), PageAssembly::tone),
                report.problems().stream()
                        .map(problem -> Printable.of(problem.text()))
                        .toList(),
                filters(rows),
                rows.subList(0, wrong),
                rows.subList(wrong, rows.size()),
                report.failOnAllowed(),
                entries.stream()
                        .limit(sections)
                        .map(reported -> new SectionAssembly(reported).section())
                        .iterator(),
                omitted(entries.size() - sections));
    }

    private static View.Cause row(ReportedCause cause, Set<String> shown) {
        List<View.Row> variants = cause.variants().stream()
                .map(variant -> new SectionAssembly(variant)
                        .row(shown.contains(variant.entry().name())))
                .toList();
        return new View.Cause(
                Printable.of(cause.sentence()),
                Printable.of(cause.octets()),
                cause.status().name(),
                variants.get(0).sides(),
                BlameAssembly.blame(cause.telling().judgement()),
                variants.stream().map(View.Row::category).distinct().collect(Collectors.joining("\n")),
                variants.stream()
                        .flatMap(row -> row.traits().stream())
                        .distinct()
                        .collect(Collectors.joining("\n")),
                variants);
    }

    /** The headline; what counts stands before what does not, and only a whole result has a good word. */
    private String verdict() {
        String found = found();
        if (report.decision() == Decision.INCONCLUSIVE) {
            return causes.isEmpty() ? "No result" : "No whole result; " + found;
        }
        return causes.isEmpty() ? "No divergence" : found.substring(0, 1).toUpperCase(Locale.ROOT) + found.substring(1);
    }

    private String found() {
        List<String> parts = new ArrayList<>();
        if (counts.fresh() > 0 || counts.expired() == 0) {
            parts.add(counts.fresh() > 0 ? Timeline.count(counts.fresh(), "new cause") : "no new cause");
        }
        if (counts.expired() > 0) {
            parts.add(Timeline.count(counts.expired(), "expired acceptance"));
        }
        String counting = String.join(" and ", parts);
        return counts.allowed() > 0
                ? counting + ", " + counts.allowed() + (counts.counting() > 0 ? " more" : "")
                        + " where the text leaves the choice"
                : counting;
    }

    private List<View.Fact> facts() {
        List<View.Fact> facts = new ArrayList<>();
        report.reference().ifPresent(reference -> reference(reference, facts));
        for (ServerIdentity target : report.targets()) {
            facts.add(fact("Target", SectionAssembly.server(target)));
        }
        report.notes().forEach(note -> facts.add(fact("Note", Printable.of(note))));
        facts.add(fact("Started", report.started().toString()));
        facts.add(fact("Took", seconds()));
        report.seed().ifPresent(seed -> facts.add(fact("Seed", Long.toString(seed))));
        facts.add(fact("Schism", Printable.of(report.schismVersion())));
        facts.add(fact("Java", Printable.of(report.environment().java())));
        facts.add(fact("System", Printable.of(report.environment().os())));
        return facts;
    }

    private static void reference(UsedReference reference, List<View.Fact> facts) {
        String hosting = reference.hosting().isEmpty() ? "" : ", " + Printable.of(reference.hosting());
        facts.add(fact("Reference", SectionAssembly.server(reference.server()) + hosting));
        reference.advice().ifPresent(advice -> facts.add(fact("Advice", Printable.of(advice))));
    }

    private static View.Fact fact(String label, String value) {
        return new View.Fact(label, value);
    }

    private List<View.Tile> tiles() {
        Tally tally = report.tally();
        List<View.Tile> tiles = new ArrayList<>();
        tiles.add(tile("New causes", counts.fresh(), "bad"));
        tiles.add(tile("Expired", counts.expired(), "warn"));
        tiles.add(tile("Accepted", counts.accepted(), "good"));
        tiles.add(tile("Left to choice", counts.allowed(), ""));
        if (tally.scenarios() > 0) {
            tiles.add(tile("Scenarios", tally.scenarios(), ""));
            tiles.add(new View.Tile(
                    "Pairs per second", String.format(Locale.ROOT, "%,.1f", report.pairsPerSecond()), ""));
            tiles.add(tile("Inconclusive", tally.inconclusiveTotal(), "warn"));
            tiles.add(tile("Quarantined", tally.quarantined(), "warn"));
        }
        return tiles;
    }

    private static View.Tile tile(String label, long number, String tone) {
        return new View.Tile(label, String.format(Locale.ROOT, "%,d", number), number == 0 ? "" : tone);
    }

    private static String tone(Blame.Party party) {
        if (!party.isDecided()) {
            return "muted";
        }
        return party.isBroken() ? "bad" : "good";
    }

    private static <K extends Enum<K>> List<View.Bar> bars(Map<K, Long> counts, Function<K, String> tone) {
        long longest = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (longest == 0) {
            return List.of();
        }
        return counts.entrySet().stream()
                .map(count -> new View.Bar(
                        count.getKey().name(),
                        String.format(Locale.ROOT, "%,d", count.getValue()),
                        length(count.getValue(), longest),
                        tone.apply(count.getKey())))
                .toList();
    }

    /** What is there is seen, however little of it there is. */
    private static int length(long count, long longest) {
        return count == 0 ? 0 : (int) Math.max(4, count * 1000 / longest);
    }

    private static String tone(Category category) {
        return category.isAccepted() ? "good" : "bad";
    }

    private static View.Filters filters(List<View.Cause> rows) {
        TreeSet<String> categories = new TreeSet<>();
        TreeSet<String> traits = new TreeSet<>();
        TreeSet<String> statuses = new TreeSet<>();
        TreeSet<String> blames = new TreeSet<>();
        for (View.Cause row : rows) {
            row.variants().forEach(variant -> categories.add(variant.category()));
            row.variants().forEach(variant -> traits.addAll(variant.traits()));
            statuses.add(row.status());
            blames.add(row.blame().party());
        }
        return new View.Filters(
                List.copyOf(categories), List.copyOf(traits), List.copyOf(statuses), List.copyOf(blames));
    }

    private static String omitted(int number) {
        return number > 0
                ? Timeline.count(number, "more divergence")
                        + " without a section of their own; the corpus and report.json have them"
                : "";
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%,.1f s", report.elapsed().toMillis() / 1e3);
    }
}
