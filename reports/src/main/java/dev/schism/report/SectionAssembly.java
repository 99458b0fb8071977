// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Divergence;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioText;
import dev.schism.wire.ServerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the row and the section of one divergence. */
final class SectionAssembly {

    /** Longest scenario text that is shown: 8,000 characters. */
    static final int MAX_SCENARIO = 8_000;

    private final ReportedEntry reported;
    private final CorpusEntry entry;
    private final Divergence divergence;

    SectionAssembly(ReportedEntry reported) {
        this.reported = reported;
        this.entry = reported.entry();
        this.divergence = entry.divergence();
    }

    View.Row row(boolean hasSection) {
        List<String> traits =
                divergence.signature().traits().stream().map(Printable::of).toList();
        Provenance provenance = entry.provenance();
        return new View.Row(
                hasSection ? "e-" + entry.name() : "",
                entry.name(),
                divergence.category().name(),
                Printable.of(String.join(" ", divergence.signature().differences())),
                traits,
                String.join("\n", traits),
                reported.status().name(),
                Printable.of(provenance.reference().name() + " / "
                        + provenance.target().name()),
                BlameAssembly.blame(reported.judgement()));
    }

    View.Section section() {
        OctetDiff diff = OctetDiff.between(
                SideAssembly.shown(divergence.reference().received()),
                SideAssembly.shown(divergence.target().received()));
        Provenance provenance = entry.provenance();
        Scenario scenario = divergence.scenario();
        View.Side reference = new SideAssembly(scenario, divergence.reference())
                .view("reference", provenance.reference(), diff.left());
        View.Side target =
                new SideAssembly(scenario, divergence.target()).view("target", provenance.target(), diff.right());
        return new View.Section(
                row(true),
                facts(),
                differences(),
                BlameAssembly.verdicts(reported.judgement()),
                scenario(),
                List.of(reference, target),
                "./schism replay " + entry.name());
    }

    private List<View.Fact> facts() {
        Provenance provenance = entry.provenance();
        List<View.Fact> facts = new ArrayList<>();
        facts.add(new View.Fact("signature", Printable.of(divergence.signature().text())));
        entry.neighbour()
                .ifPresent(neighbour -> facts.add(new View.Fact(
                        "agrees with", Printable.of(TellingOctets.of(neighbour, Optional.of(divergence.scenario()))))));
        facts.add(new View.Fact("tags", tags()));
        facts.add(new View.Fact("reference", server(provenance.reference())));
        facts.add(new View.Fact("target", server(provenance.target())));
        String seed = provenance.seed().map(value -> ", seed " + value).orElse("");
        facts.add(new View.Fact("generator", Printable.of(provenance.generator() + seed)));
        facts.add(new View.Fact("seen", "first %s, last %s".formatted(provenance.firstSeen(), provenance.lastSeen())));
        reported.accepted().ifPresent(accepted -> facts.add(new View.Fact("baseline", baseline(accepted))));
        return facts;
    }

    private String tags() {
        List<String> tags = divergence.scenario().tags();
        return tags.isEmpty() ? "none" : Printable.of(String.join(", ", tags));
    }

    static String server(ServerIdentity server) {
        return Printable.of(
                "%s %s, configuration %s".formatted(server.name(), server.version(), server.configurationHash()));
    }

    private static String baseline(AcceptedDivergence accepted) {
        return Printable.of("%s (%s), until %s".formatted(accepted.reason(), accepted.section(), accepted.expires()));
    }

    private List<View.Difference> differences() {
        return divergence.facets().stream()
                .map(difference -> new View.Difference(
                        difference.facet().name(),
                        Printable.of(difference.reference()),
                        Printable.of(difference.target())))
                .toList();
    }

    private View.Scenario scenario() {
        String text = ScenarioText.write(divergence.scenario());
        int shown = Math.min(text.length(), MAX_SCENARIO);
        String note = shown < text.length()
                ? Timeline.count(text.length() - shown, "more character") + " not shown; the corpus entry has them"
                : "";
        return new View.Scenario(text.substring(0, shown), note);
    }
}
