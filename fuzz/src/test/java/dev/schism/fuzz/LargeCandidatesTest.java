// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A candidate of a large scenario costs about what its octets cost, wherever in its pass it stands. */
class LargeCandidatesTest {

    private static final int LARGE = 1 << 19;

    /** What is not linear takes minutes or the whole stack; what is takes a second or two, mostly for cold code. */
    private static final Duration LOOSE = Duration.ofSeconds(60);

    private static final Step AWAIT = new Step.AwaitResponse(Duration.ofSeconds(1));

    @ParameterizedTest
    @MethodSource
    void candidatesOfALargeSendAreMadeSoon(String octets) {
        Scenario start = scenario(List.of(send(octets), AWAIT, AWAIT));

        assertTimeoutPreemptively(LOOSE, () -> checkSome(start, 100_000));
    }

    static Stream<Named<String>> candidatesOfALargeSendAreMadeSoon() {
        return Stream.of(
                large("one letter", "a"),
                large("letters and digits", "ab1"),
                large("line feeds", "\n"),
                large("blanks", " "),
                Named.of("a method and blanks", "GET" + " ".repeat(LARGE)),
                large("fields without end", "X-A:b\r\n"),
                large("lengths without content", "Content-Length: 1\r\n"),
                large("sizes without line feed", "1;\r"),
                large("chunks", "1\r\na\r\n"),
                large("requests", "GET / HTTP/1.1\r\n\r\n"),
                large("colons", ":"),
                large("octets above 0x7f", "\u0085\u00ff\u00a0"));
    }

    @Test
    void candidatesOfManySendsAreMadeSoon() {
        Scenario start = scenario(Collections.nCopies(20_000, send("a".repeat(20))));

        assertTimeoutPreemptively(LOOSE, () -> checkSome(start, 20_000));
    }

    @Test
    void candidatesOfManyPlaceholdersAreMadeSoon() {
        Payload payload = Payload.template("{token} ".repeat(20_000));
        Scenario start = scenario(List.of(new Step.SendBytes(payload, Pacing.octetwise(Duration.ZERO)), AWAIT));

        assertTimeoutPreemptively(LOOSE, () -> checkSome(start, 100_000));
    }

    @Test
    void candidateBehindManyOthersIsTheOneThatStandsThere() {
        Scenario start = scenario(List.of(send("ab\n".repeat(LARGE / 3)), AWAIT));
        int singleLines = Candidate.STEP_PASSES.size() - TextPasses.ALL.size() + TextPasses.SINGLE_LINES;

        Round round = new Round(Candidate.STEP_PASSES, new Candidate(start, Optional.empty()), singleLines, LARGE / 8);

        assertThat(round.next().scenario().sent().fill(new Bindings("", 0, "")).length())
                .isEqualTo(LARGE / 3 * 3 - 3);
        assertThat(round.index()).isEqualTo(LARGE / 8);
    }

    /** Makes the first candidate of each pass, and the one that stands behind so many. */
    private static void checkSome(Scenario scenario, int far) {
        Candidate start = new Candidate(scenario, Optional.empty());
        ScenarioSize size = start.size();
        Candidate.STEP_PASSES.forEach(pass -> {
            Iterator<Supplier<Candidate>> candidates = pass.apply(start).iterator();
            check(candidates, start, size);
            for (int i = 0; i < far && candidates.hasNext(); i++) {
                candidates.next();
            }
            check(candidates, start, size);
        });
    }

    private static void check(Iterator<Supplier<Candidate>> candidates, Candidate start, ScenarioSize size) {
        if (candidates.hasNext()) {
            Candidate candidate = candidates.next().get();
            assertThat(candidate.scenario().steps()).isNotEmpty();
            boolean unused = candidate.improves(start, size, start.traits());
        }
    }

    private static Named<String> large(String name, String pattern) {
        return Named.of(name, pattern.repeat(LARGE / pattern.length()));
    }

    private static Scenario scenario(List<Step> steps) {
        return new Scenario("large", List.of(), steps);
    }

    private static Step send(String octets) {
        return new Step.SendBytes(Payload.of(Octets.latin1(octets)), Pacing.WHOLE);
    }
}
