// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.Quarantined;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.stream.Stream;

/** Tells what a campaign set aside, so that somebody can look for it. */
final class RunNotes {

    /** Most octets of a scenario that are shown: 512. */
    static final int MAX_OCTETS = 512;

    /** Most differences that are listed. */
    static final int MAX_LISTED = 50;

    private static final Bindings ANY = new Bindings("HOST", 80, "TOKEN");

    private RunNotes() {}

    /** Returns a sentence for each difference that did not repeat, and one for those that were too many to hold. */
    static List<String> of(CampaignResult result) {
        List<Quarantined> held = result.quarantined().stream().limit(MAX_LISTED).toList();
        long more = result.followUps().quarantined() - held.size();
        return Stream.concat(
                        held.stream().map(one -> note(result, one)),
                        Stream.of(RunProblems.count(more, "more difference") + " did not repeat and "
                                        + (more == 1 ? "is" : "are") + " not listed")
                                .filter(text -> more > 0))
                .toList();
    }

    private static String note(CampaignResult result, Quarantined one) {
        return "%s and %s differed once and then in %d of %d repetitions (%s), sent as %s: %s"
                .formatted(
                        result.target().name(),
                        result.reference().name(),
                        one.shown(),
                        one.runs(),
                        String.join(", ", one.signature().differences()),
                        one.scenario().name(),
                        octets(one.scenario()));
    }

    private static String octets(Scenario scenario) {
        Octets sent = scenario.sent().fill(ANY);
        int shown = Math.min(MAX_OCTETS, sent.length());
        return Escapes.escape(sent.slice(0, shown)) + (shown < sent.length() ? "..." : "");
    }
}
