// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A report of servers that try to get into the page. */
final class HostileFixture {

    static final String SCRIPT = "<script>document.title='owned'</script>";
    static final String IMAGE = "\"><img src=x onerror=document.title='owned'>";

    private HostileFixture() {}

    static RunReport report() {
        return ReportFixture.report(List.of(
                ReportFixture.reported(entry(response(), "\u0000\u0001\u001b[31m" + SCRIPT + "\u00fe\u00ff")),
                ReportFixture.reported(ReportFixture.entry(
                        ReportFixture.signature(Category.OK, "harmless", ""), ReportFixture.OK, ReportFixture.OK))));
    }

    private static String response() {
        String content = "</pre></article><svg onload=document.title='owned'>${1+1}&lt;" + SCRIPT + "x".repeat(9000);
        return "HTTP/1.1 200 " + SCRIPT + "\r\n"
                + "X" + IMAGE + ": " + IMAGE + "\u0000\u00ff\u0085\u00ad\r\n"
                + "Content-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    private static CorpusEntry entry(String reference, String target) {
        Scenario scenario = Scenario.named("hostile")
                .step(new Step.SendBytes(Payload.template("GET /';</pre>" + SCRIPT + "\r\n\r\n"), Pacing.WHOLE))
                .await(Duration.ofSeconds(5))
                .build();
        Signature signature =
                new Signature(Category.BODY_DIFFER, List.of("body:" + SCRIPT + "\u202e"), List.of(IMAGE, "\n\u2028"));
        Divergence divergence = new Divergence(
                scenario,
                ReportFixture.observation(reference, ConnectionEnd.FIN),
                ReportFixture.observation(target, ConnectionEnd.OPEN),
                Category.BODY_DIFFER,
                List.of(new FacetDifference(Facet.LEFTOVER, "</td>" + SCRIPT, "\u202e\u2066abc\u0000\ud800", IMAGE)),
                signature);
        ServerIdentity server = new ServerIdentity("nginx" + SCRIPT, IMAGE, "\u202e");
        Provenance provenance = new Provenance(
                server,
                Optional.of(SCRIPT),
                server,
                IMAGE + SCRIPT,
                Optional.empty(),
                ReportFixture.STARTED,
                ReportFixture.STARTED);
        return CorpusEntry.of(divergence, provenance);
    }
}
