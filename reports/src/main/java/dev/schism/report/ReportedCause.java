// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.BaselineStatus;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.Causes;
import dev.schism.oracle.rules.Blame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cause as it is reported: one row for people, however many divergences show it.
 *
 * @param cause why the sides differ
 * @param variants the divergences that show it, the telling one first; at least one, all between the same two servers
 */
public record ReportedCause(Cause cause, List<ReportedEntry> variants) {

    /** What asks for attention comes first. */
    private static final List<BaselineStatus> ORDER =
            List.of(BaselineStatus.NEW, BaselineStatus.EXPIRED, BaselineStatus.ACCEPTED);

    /** Copies the list. */
    public ReportedCause {
        variants = List.copyOf(variants);
    }

    /** Sorts divergences by cause, one pair of servers after the other: what is wrong first, what is allowed last. */
    static List<ReportedCause> of(List<ReportedEntry> entries) {
        Map<List<String>, List<ReportedEntry>> pairs = new LinkedHashMap<>();
        entries.forEach(entry ->
                pairs.computeIfAbsent(pair(entry), any -> new ArrayList<>()).add(entry));
        return pairs.values().stream()
                .flatMap(pair -> Causes.rows(pair, ReportedEntry::cause).stream())
                .map(row -> new ReportedCause(row.cause(), row.variants()))
                .sorted(Comparator.comparing(ReportedCause::isAllowed))
                .toList();
    }

    private static List<String> pair(ReportedEntry entry) {
        Provenance provenance = entry.entry().provenance();
        return List.of(provenance.reference().name(), provenance.target().name());
    }

    /** Returns the divergence that shows the cause most plainly. */
    public ReportedEntry telling() {
        return variants.get(0);
    }

    /** Returns the sentence that says who does what with what, and what the text wants. */
    public String sentence() {
        Provenance provenance = telling().entry().provenance();
        return cause.sentence(provenance.reference().name(), provenance.target().name());
    }

    /** Returns the octets that matter, escaped; the line or lines in which the nearest agreeing scenario differs. */
    public String octets() {
        return TellingOctets.of(
                telling().entry().divergence().scenario(), telling().entry().neighbour());
    }

    /** Tells whether the text leaves the choice. */
    public boolean isAllowed() {
        return cause.blame().party() == Blame.Party.BOTH_ALLOWED;
    }

    /** Returns what the baseline says: that of the variant that asks most for attention. */
    public BaselineStatus status() {
        return variants.stream()
                .map(ReportedEntry::status)
                .min(Comparator.comparing(ORDER::indexOf))
                .orElseThrow();
    }
}
