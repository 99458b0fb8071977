// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.scenario.Match;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios that no grammar made, with any steps in any order, shrink to scenarios. */
class ImportedCandidatesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Step AWAIT = new Step.AwaitResponse(SECOND);
    private static final Step PAUSE = new Step.Pause(Duration.ZERO);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final List<String> WORDS = List.of(
            GET,
            "POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Content-Length: 999999\r\n",
            "content-length:0\n\n",
            "GET  HTTP/",
            "\r\n",
            "\n",
            "\r",
            " ",
            "\t",
            ":",
            "0",
            "fffff\r\n",
            "1",
            "a",
            "{host}",
            "{port}",
            "{token}",
            "\0",
            "\u0085",
            "\u00ff",
            "HTTP/");

    @ParameterizedTest
    @MethodSource
    void everyCandidateOfAnOddScenarioIsAScenario(Scenario scenario) {
        checkAll(scenario);
    }

    static Stream<Scenario> everyCandidateOfAnOddScenarioIsAScenario() {
        Match any = new Match(List.of());
        Step waitFor = new Step.WaitForResponse(any, SECOND);
        Step expect = new Step.ExpectResponse(any, SECOND);
        return Stream.of(
                scenario(),
                scenario(PAUSE),
                scenario(PAUSE, PAUSE, PAUSE),
                scenario(AWAIT),
                scenario(new Step.Close()),
                scenario(new Step.Reset()),
                scenario(send("a")),
                scenario(send(GET), AWAIT, send(GET), AWAIT, send(GET), send(GET + GET)),
                scenario(AWAIT, AWAIT, send(GET)),
                scenario(send("{token}"), AWAIT),
                scenario(send("{host}{port}{token}{host}"), AWAIT, AWAIT),
                scenario(paced(GET, 1), AWAIT, AWAIT, PAUSE, paced("\r\n", 7)),
                scenario(send(everyOctet()), AWAIT),
                scenario(send("no line end at all"), AWAIT),
                scenario(send(GET), PAUSE, waitFor, expect, send("b"), new Step.HalfClose(), AWAIT, new Step.Close()),
                scenario(new Step.HalfClose(), send(GET + GET), AWAIT, AWAIT, send(GET), new Step.Reset()),
                scenario(send("a"), send("b"), AWAIT, send("c"), send("d"), AWAIT, send("e")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyCandidateOfRandomStepsIsAScenario(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            checkAll(random(random));
        }
    }

    @Test
    void everyCandidateOfStepsThatNobodyTriedIsAScenario() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Scenario scenario = random(random);
            try {
                checkAll(scenario);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("candidates of seed " + seed + " must be scenarios: " + e, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomStepsShrinkToTheEndWhateverFails(long seed) {
        Random random = new Random(seed);
        ShrinkOptions options = new ShrinkOptions(4, 400, Duration.ofMinutes(5));
        for (int i = 0; i < 40; i++) {
            Scenario start = random(random);
            Scenario shrunk = new Shrinker(options)
                    .shrink(start, Optional.empty(), one -> CompletableFuture.completedFuture(random.nextInt(3) > 0))
                    .join()
                    .scenario();
            RoundTrips.check(shrunk);
            Set<Trait> left = Traits.of(shrunk);
            assertThat(Traits.of(start)).containsAll(left);
            assertThat(left.size() < Traits.of(start).size()
                            || ScenarioSize.of(shrunk).compareTo(ScenarioSize.of(start)) <= 0)
                    .isTrue();
        }
    }

    /** Once broke: the last await stood before the send, so that the send was looked for where there was none. */
    @Test
    void requestBehindTheLastAwaitIsLeftOut() {
        Scenario start = scenario(send(GET), AWAIT, AWAIT, send(GET + GET));

        assertThat(StepPasses.ALL.stream().flatMap(pass -> pass.apply(start)).map(one -> one.get()))
                .contains(scenario(send(GET), AWAIT, send(GET)));
    }

    private static void checkAll(Scenario scenario) {
        Candidate start = new Candidate(scenario, Optional.empty());
        ScenarioSize size = start.size();
        Set<Trait> traits = start.traits();
        Candidate.STEP_PASSES.forEach(pass -> pass.apply(start).forEach(supplier -> {
            Candidate candidate = supplier.get();
            assertThat(candidate.scenario().steps().isEmpty()
                            && !scenario.steps().isEmpty())
                    .isFalse();
            RoundTrips.check(candidate.scenario());
            if (candidate.improves(start, size, traits)) {
                assertThat(candidate.traits().size() < traits.size()
                                || candidate.size().compareTo(size) < 0)
                        .isTrue();
            }
        }));
    }

    private static Scenario random(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int count = random.nextInt(9); count > 0; count--) {
            steps.add(step(random));
        }
        if (random.nextInt(4) == 0) {
            steps.add(random.nextBoolean() ? new Step.Close() : new Step.Reset());
        }
        return new Scenario("imported", List.of("a-tag"), steps);
    }

    private static Step step(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> PAUSE;
            case 1 -> new Step.HalfClose();
            case 2 -> new Step.WaitForResponse(new Match(List.of()), SECOND);
            case 3, 4 -> AWAIT;
            case 5 -> paced(text(random), 1 + random.nextInt(3));
            default -> send(text(random));
        };
    }

    private static String text(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining());
    }

    private static String everyOctet() {
        return IntStream.range(0, 256)
                .mapToObj(octet -> String.valueOf((char) octet))
                .collect(Collectors.joining());
    }

    private static Scenario scenario(Step... steps) {
        return new Scenario("imported", List.of(), List.of(steps));
    }

    private static Step send(String template) {
        return new Step.SendBytes(Payload.template(template), Pacing.WHOLE);
    }

    private static Step paced(String template, int segment) {
        return new Step.SendBytes(Payload.template(template), new Pacing(segment, Duration.ZERO));
    }
}
