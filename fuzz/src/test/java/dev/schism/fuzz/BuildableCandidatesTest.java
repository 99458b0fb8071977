// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is shrunk, and whichever candidates are accepted, every candidate is a scenario. */
class BuildableCandidatesTest {

    private static final List<Function<Candidate, Stream<Supplier<Candidate>>>> PASSES = Stream.concat(
                    Candidate.CHOICE_PASSES.stream(), Candidate.STEP_PASSES.stream())
            .toList();

    /** How many candidates in a row may fail to improve before a chain counts as at its end. */
    private static final int PATIENCE = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 106, 7263123940269607910L})
    void candidatesOfEverySeedAreScenarios(long runSeed) {
        for (int index = 0; index < 25_000; index++) {
            long seed = SeededChoices.scenarioSeed(runSeed, index);
            Random random = new Random(seed);
            attempt(seed, random, ofSeed(seed), 2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyCandidateOfEveryPassIsAScenario(long runSeed) {
        for (int index = 0; index < 30; index++) {
            Candidate start = ofSeed(SeededChoices.scenarioSeed(runSeed, index));
            if (start.size().octets() < 1_000) {
                PASSES.forEach(pass -> pass.apply(start).forEach(candidate -> check(candidate.get(), start)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 106, 7263123940269607910L})
    void chainsOfCandidatesAreScenariosDownToTheLast(long runSeed) {
        for (int index = 0; index < 50; index++) {
            descend(SeededChoices.scenarioSeed(runSeed, index));
        }
    }

    @Test
    void chainsThatNobodyTriedAreScenariosDownToTheLast() {
        Random fresh = new Random();
        for (int i = 0; i < 50; i++) {
            descend(fresh.nextLong());
        }
    }

    /** Once broke: a length that was made empty before it was made too small. */
    @Test
    void choicesOfAnEmptyLengthThatIsTooSmallMakeAScenario() {
        RequestDraft draft = new RequestDraft();
        List<RequestDraft> drafts = new ArrayList<>(List.of(draft));
        Choices least = bound -> 0;
        for (ContentLengthMalformation one :
                List.of(ContentLengthMalformation.CL_EMPTY, ContentLengthMalformation.CL_TOO_SMALL)) {
            ConnectionGrammar.malform(one, draft, least, drafts);
        }

        assertThat(PayloadText.of(new ConnectionGrammar(Productions.ALL)
                        .assemble("g2", least, drafts)
                        .sent()))
                .contains("Content-Length: 4\r\n\r\nhello");
    }

    private static void descend(long seed) {
        Random random = new Random(seed);
        Candidate current = ofSeed(seed);
        attempt(seed, random, current, PATIENCE);
        attempt(seed, random, new Candidate(current.scenario(), Optional.empty()), PATIENCE);
    }

    /** Accepts random candidates that improve until that many in a row do not. */
    private static void attempt(long seed, Random random, Candidate start, int patience) {
        Candidate current = start;
        int pass = 0;
        try {
            for (int failed = 0; failed < patience; ) {
                pass = random.nextInt(PASSES.size());
                Optional<Candidate> next = some(PASSES.get(pass), current, random);
                if (next.isPresent() && check(next.get(), current)) {
                    current = next.get();
                    failed = 0;
                } else {
                    failed++;
                }
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "candidate of pass %d must be a scenario: seed %d, from %s: %s"
                            .formatted(pass, seed, current.scenario(), e),
                    e);
        }
    }

    private static Optional<Candidate> some(
            Function<Candidate, Stream<Supplier<Candidate>>> pass, Candidate current, Random random) {
        Iterator<Supplier<Candidate>> candidates = pass.apply(current).iterator();
        for (int skipped = random.nextInt(16); skipped > 0 && candidates.hasNext(); skipped--) {
            candidates.next();
        }
        return candidates.hasNext() ? Optional.of(candidates.next().get()) : Optional.empty();
    }

    /** Checks a candidate and tells whether it improves. */
    private static boolean check(Candidate candidate, Candidate current) {
        Scenario scenario = candidate.scenario();
        assertThat(scenario.steps()).isNotEmpty();
        boolean improves = candidate.improves(current, current.size(), current.traits());
        if (improves) {
            RoundTrips.checkUsable(scenario);
            assertThat(candidate.traits().size() < current.traits().size()
                            || candidate.size().compareTo(current.size()) < 0)
                    .isTrue();
        }
        return improves;
    }

    private static Candidate ofSeed(long seed) {
        return new Candidate(ScenarioGrammar.ofSeed(seed), Optional.of(ScenarioGrammar.choicesOf(seed)));
    }
}
