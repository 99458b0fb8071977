// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.Ground;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Probe reports to test with; the second target tries to get into the page. */
final class ProbeFixture {

    static final String NOTE = "no echo of the request";

    private static final ServerIdentity HOSTILE =
            new ServerIdentity("bad" + HostileFixture.SCRIPT, HostileFixture.IMAGE, "\u202e");

    private ProbeFixture() {}

    static ProbeReport report() {
        return new ProbeReport(
                "schism probe --target " + HostileFixture.SCRIPT,
                "0.1.0",
                ReportFixture.STARTED,
                Duration.ofSeconds(7),
                "rfc",
                new Environment("17.0.15", "Linux 6.1 amd64"),
                List.of(
                        new ProbeReport.Target(
                                ReportFixture.NETTY,
                                List.of("it answers late " + HostileFixture.SCRIPT),
                                Optional.empty(),
                                Duration.ofSeconds(3),
                                Map.of(RuleClass.CL, Map.of(Result.PASS, 3L, Result.FAIL, 1L))),
                        new ProbeReport.Target(
                                HOSTILE,
                                List.of(),
                                Optional.of("the server died on the way"),
                                Duration.ofSeconds(4),
                                Map.of())),
                List.of(
                        row("cl-02-two-lines", cell(Result.FAIL), Optional.of(hostile())),
                        row("cl-02-list", cell(Result.PASS), Optional.empty()),
                        row("cl-11-get", cell(Result.NOT_OBSERVABLE), Optional.empty()),
                        row("cl-03-list", cell(Result.WARN), Optional.empty())));
    }

    private static ProbeReport.Case row(String name, ProbeReport.Cell one, Optional<ProbeReport.Cell> other) {
        String rule = name.substring(0, 5).toUpperCase(Locale.ROOT);
        return new ProbeReport.Case(
                name, "It shows " + name + ".", "canonical", List.of(rule), List.of(Optional.of(one), other));
    }

    private static ProbeReport.Cell cell(Result result) {
        return new ProbeReport.Cell(
                result,
                scenario("GET /{token} HTTP/1.1\r\n\r\n"),
                ReportFixture.observation(ReportFixture.BAD_REQUEST, ConnectionEnd.FIN),
                List.of(verdict(Result.INFO, "fine"), verdict(result, "400, connection closed")));
    }

    private static ProbeReport.Cell hostile() {
        return new ProbeReport.Cell(
                Result.PASS,
                scenario("GET /</pre>" + HostileFixture.SCRIPT + "\r\n\r\n"),
                ReportFixture.observation("\u0000</pre>" + HostileFixture.SCRIPT, ConnectionEnd.RST),
                List.of(verdict(Result.PASS, HostileFixture.IMAGE + "\u0000\u202e")));
    }

    static Verdict verdict(Result result, String actual) {
        return new Verdict(RuleBook.rule("CL-02"), result, 0, 4, "Content-Length", "400+C", actual, Ground.RULE, NOTE);
    }

    private static Scenario scenario(String octets) {
        return Scenario.named("case")
                .step(new Step.SendBytes(Payload.template(octets), Pacing.WHOLE))
                .await(Duration.ofSeconds(2))
                .build();
    }
}
