// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.rules.Blame;
import dev.schism.report.Decision;
import dev.schism.report.Problem;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Exit code, console, HTML, JSON, JUnit and SARIF say the same of every combination of what a run can come to. */
class OutputsAgreeTest {

    @TempDir
    private Path directory;

    /** What a run can find or meet. */
    private enum Fact {
        NEW_WRONG,
        NEW_UNDECIDED,
        NEW_ALLOWED,
        EXPIRED_WRONG,
        EXPIRED_ALLOWED,
        ACCEPTED_WRONG,
        UNCHECKED,
        INTERNAL_ERROR,
        SERVER_LOST,
        NOTHING_COMPARED
    }

    /** A run: what it found and met, and whether it was asked to fail on what is allowed. */
    private record Case(Set<Fact> facts, boolean failOnAllowed) {

        RunReport report() {
            List<ReportedEntry> entries = new ArrayList<>();
            List<Problem> problems = new ArrayList<>();
            facts.forEach(fact -> add(fact, entries, problems));
            return CauseFixture.report(entries, problems, failOnAllowed);
        }

        private static void add(Fact fact, List<ReportedEntry> entries, List<Problem> problems) {
            switch (fact) {
                case NEW_WRONG -> entries.add(cause(Blame.Party.TARGET_WRONG, BaselineStatus.NEW, "host-missing"));
                case NEW_UNDECIDED -> entries.add(cause(Blame.Party.NOT_DECIDABLE, BaselineStatus.NEW, "nul"));
                case NEW_ALLOWED -> entries.add(cause(Blame.Party.BOTH_ALLOWED, BaselineStatus.NEW, "bare-lf"));
                case EXPIRED_WRONG ->
                    entries.add(cause(Blame.Party.TARGET_WRONG, BaselineStatus.EXPIRED, "host-multiple"));
                case EXPIRED_ALLOWED ->
                    entries.add(cause(Blame.Party.BOTH_ALLOWED, BaselineStatus.EXPIRED, "obs-fold"));
                case ACCEPTED_WRONG ->
                    entries.add(cause(Blame.Party.TARGET_WRONG, BaselineStatus.ACCEPTED, "cl-conflict"));
                case UNCHECKED, INTERNAL_ERROR, SERVER_LOST, NOTHING_COMPARED ->
                    problems.add(new Problem(Problem.Kind.valueOf(fact.name()), "because of " + fact));
            }
        }

        private static ReportedEntry cause(Blame.Party party, BaselineStatus status, String trait) {
            return CauseFixture.cause(party, status, trait);
        }

        int counting() {
            int wrong = count(Fact.NEW_WRONG) + count(Fact.NEW_UNDECIDED) + count(Fact.EXPIRED_WRONG);
            return wrong + (failOnAllowed ? count(Fact.NEW_ALLOWED) + count(Fact.EXPIRED_ALLOWED) : 0);
        }

        int causes() {
            return (int) facts.stream()
                    .filter(fact -> fact.ordinal() < Fact.UNCHECKED.ordinal())
                    .count();
        }

        boolean isWhole() {
            return facts.stream().noneMatch(fact -> fact.ordinal() >= Fact.UNCHECKED.ordinal());
        }

        /** The rule in words: what failed beats what was found, what was found beats what is open. */
        Decision wanted() {
            if (facts.contains(Fact.INTERNAL_ERROR)
                    || facts.contains(Fact.SERVER_LOST)
                    || facts.contains(Fact.NOTHING_COMPARED)) {
                return Decision.INCONCLUSIVE;
            }
            if (counting() > 0) {
                return Decision.DIVERGED;
            }
            return facts.contains(Fact.UNCHECKED) ? Decision.INCONCLUSIVE : Decision.AGREED;
        }

        private int count(Fact fact) {
            return facts.contains(fact) ? 1 : 0;
        }
    }

    /** Files and text of one run. */
    private record Outputs(JsonNode json, Document junit, JsonNode sarif, String html, String console) {}

    /** Every pair of facts with every option: 2 × (1 + 10 + 45). */
    static Stream<Case> pairs() {
        Fact[] all = Fact.values();
        return Stream.of(true, false)
                .flatMap(failOnAllowed -> IntStream.rangeClosed(-1, all.length - 1)
                        .boxed()
                        .flatMap(one -> IntStream.rangeClosed(Math.max(one, -1), all.length - 1)
                                .filter(other -> one >= 0 || other < 0)
                                .mapToObj(other -> new Case(facts(all, one, other), failOnAllowed))));
    }

    private static Set<Fact> facts(Fact[] all, int one, int other) {
        return one < 0 ? EnumSet.noneOf(Fact.class) : EnumSet.of(all[one], all[other]);
    }

    /** All 2 × 1,024 combinations, without the files. */
    static Stream<Case> all() {
        Fact[] all = Fact.values();
        return IntStream.range(0, 2 << all.length).mapToObj(bits -> {
            Set<Fact> facts = EnumSet.noneOf(Fact.class);
            for (Fact fact : all) {
                if ((bits >> fact.ordinal() & 1) == 1) {
                    facts.add(fact);
                }
            }
            return new Case(facts, bits >> all.length == 1);
        });
    }

    @Test
    void everyCombinationComesToOneDecision() {
        assertThat(all()).hasSize(2048).allSatisfy(one -> {
            RunReport report = one.report();

            assertThat(report.decision()).isEqualTo(one.wanted());
            assertThat(report.counts().counting()).isEqualTo(one.counting());
            assertThat(ExitCode.of(report.decision()))
                    .isEqualTo(
                            switch (one.wanted()) {
                                case AGREED -> 0;
                                case DIVERGED -> 1;
                                case INCONCLUSIVE -> 3;
                            });
        });
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noOutputContradictsTheExitCode(Case one) throws Exception {
        Outputs outputs = outputs(one.report());

        saysTheSameInJson(one, outputs.json());
        saysTheSameInJunit(one, outputs.junit());
        saysTheSameInSarif(one, outputs.sarif());
        saysTheSameOnThePage(one, outputs.html());
        saysTheSameOnTheConsole(one, outputs.console());
    }

    private static void saysTheSameInJson(Case one, JsonNode json) {
        assertThat(json.at("/decision").textValue()).isEqualTo(one.wanted().name());
        assertThat(json.at("/problems").isEmpty()).isEqualTo(one.isWhole());
        assertThat(json.at("/counts/new").intValue()
                        + json.at("/counts/expired").intValue())
                .isEqualTo(one.counting());
        assertThat(json.at("/causes")).hasSize(one.causes());
        assertThat(json.findValues("counts").stream().filter(JsonNode::asBoolean))
                .hasSize(one.counting());
    }

    private static void saysTheSameInJunit(Case one, Document junit) {
        assertThat(junit.getElementsByTagName("failure").getLength()).isEqualTo(one.counting());
        assertThat(junit.getElementsByTagName("error").getLength()).isEqualTo(one.isWhole() ? 0 : 1);
        assertThat(junit.getElementsByTagName("skipped").getLength()).isEqualTo(one.causes() - one.counting());
        assertThat(attribute(junit, "failures")).isEqualTo(one.counting());
        assertThat(attribute(junit, "errors")).isEqualTo(one.isWhole() ? 0 : 1);
        assertThat(attribute(junit, "skipped")).isEqualTo(one.causes() - one.counting());
        assertThat(attribute(junit, "tests"))
                .isEqualTo(junit.getElementsByTagName("testcase").getLength());
        boolean green = attribute(junit, "failures") + attribute(junit, "errors") == 0;
        assertThat(green).isEqualTo(one.wanted() == Decision.AGREED);
    }

    private static int attribute(Document junit, String name) {
        return Integer.parseInt(junit.getElementsByTagName("testsuite")
                .item(0)
                .getAttributes()
                .getNamedItem(name)
                .getNodeValue());
    }

    private static void saysTheSameInSarif(Case one, JsonNode sarif) {
        JsonNode run = sarif.at("/runs/0");
        assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isEqualTo(one.isWhole());
        assertThat(run.at("/invocations/0/toolExecutionNotifications").isMissingNode())
                .isEqualTo(one.isWhole());
        assertThat(run.at("/results")).hasSize(one.causes());
        int counting = 0;
        for (JsonNode result : run.at("/results")) {
            boolean counts = result.at("/properties/counts").booleanValue();
            counting += counts ? 1 : 0;
            String kind = result.at("/kind").textValue();
            assertThat(counts && !result.has("suppressions"))
                    .as("%s", result)
                    .isEqualTo(!kind.equals("informational") && !result.has("suppressions"));
        }
        assertThat(counting).isEqualTo(one.counting());
    }

    private static void saysTheSameOnThePage(Case one, String html) {
        String headline = find("<h1>(.*?)</h1>", html);
        assertThat(html.contains("class=\"problems\"")).isEqualTo(!one.isWhole());
        assertThat(headline.startsWith("No result") || headline.startsWith("No whole result"))
                .as(headline)
                .isEqualTo(one.wanted() == Decision.INCONCLUSIVE);
        boolean names = headline.matches(".*\\d+ (new cause|expired acceptance).*");
        assertThat(names).as(headline).isEqualTo(one.counting() > 0);
        if (one.wanted() == Decision.AGREED) {
            assertThat(headline).matches("No divergence|No new cause.*");
        }
    }

    private static void saysTheSameOnTheConsole(Case one, String console) {
        assertThat(console.contains("not whole: ")).isEqualTo(!one.isWhole());
        Matcher counts = Pattern.compile("(?m)^(\\d+) new, (\\d+) expired, ").matcher(console);
        assertThat(counts.find()).isTrue();
        assertThat(Integer.parseInt(counts.group(1)) + Integer.parseInt(counts.group(2)))
                .isEqualTo(one.counting());
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Outputs outputs(RunReport report) throws Exception {
        Path html = Reports.write(report, directory);
        return new Outputs(
                json("report.json"),
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(directory.resolve("report.xml").toFile()),
                json("report.sarif"),
                Files.readString(html),
                RunSummary.text(report, List.of(), html, directory));
    }

    private JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(directory.resolve(name).toFile());
    }
}
