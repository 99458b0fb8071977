// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {

    private static final Step AWAIT = new Step.AwaitResponse(Duration.ofSeconds(5));

    @Test
    void shrinksGeneratedScenarioToTheOctetsThatMatter() {
        Scenario start = firstWith(Trait.OBS_FOLD);
        Predicate<Scenario> fails = noNewTraits(start, Trait.OBS_FOLD);

        Scenario shrunk = shrink(start, choicesOf(start), fails).scenario();

        assertThat(fails).accepts(shrunk);
        assertThat(text(shrunk)).hasSizeLessThan(60);
        assertThat(shrunk.steps()).hasSize(2);
    }

    @Test
    void shrinksImportedScenarioOfSeveralSends() {
        Scenario start = scenario(
                send("GET /long/path?query HTTP/1.1\r\nHost: example.test\r\nX-Other: value\r\n"),
                new Step.Pause(Duration.ofMillis(5)),
                new Step.SendBytes(Payload.template("X-Mark: {token}value\r\n\r\n"), Pacing.octetwise(Duration.ZERO)),
                AWAIT,
                AWAIT);

        Shrunk shrunk =
                shrink(start, Optional.empty(), scenario -> text(scenario).contains("Mark"));

        assertThat(text(shrunk.scenario())).contains("Mark").hasSizeLessThan(32);
        assertThat(Traits.of(shrunk.scenario())).isEmpty();
        assertThat(shrunk.scenario().steps()).hasSize(2).contains(AWAIT);
        assertThat(shrunk.finished()).isTrue();
    }

    @Test
    void dropsWholeRequestsTogetherWithTheirAwaits() {
        String plain = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        Scenario start = scenario(send(plain + "GET /x HTTP/1.1\r\nHost: a\r\n\r\n" + plain), AWAIT, AWAIT, AWAIT);
        Predicate<Scenario> oneAwaitPerRequest = scenario ->
                awaits(scenario) == RequestLines.starts(text(scenario)).size() - 1
                        && Traits.of(scenario).stream().allMatch(Traits.of(start)::contains)
                        && text(scenario).contains("/x");

        Scenario shrunk = shrink(start, Optional.empty(), oneAwaitPerRequest).scenario();

        assertThat(awaits(shrunk)).isEqualTo(1);
        assertThat(text(shrunk)).startsWith("GET /x HTTP/1.1\r\nHost:").doesNotContain("GET / ");
    }

    @Test
    void shortensContentTogetherWithItsLength() {
        String body = "some content that does not matter at all";
        Scenario start = scenario(
                send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body), AWAIT);

        Scenario shrunk = shrink(start, Optional.empty(), noNewTraits(start, null, "Content-Length: ", "POST /"))
                .scenario();

        assertThat(text(shrunk)).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void shortensChunksTogetherWithTheirSizes() {
        Scenario start = scenario(
                send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "1a\r\nabcdefghijklmnopqrstuvwxyz\r\n5;x=y\r\nhello\r\n0\r\n\r\n"),
                AWAIT);

        Scenario shrunk = shrink(
                        start, Optional.empty(), noNewTraits(start, Trait.CHUNK_EXTENSION, "chunked", "POST /"))
                .scenario();

        assertThat(text(shrunk)).contains("Transfer-Encoding:chunked").hasSizeLessThan(70);
    }

    @Test
    void keepsAPauseThatMatters() {
        Step pause = new Step.Pause(Duration.ofMillis(5));
        Scenario start = scenario(send("ab"), pause, send("cd"), AWAIT);

        Scenario shrunk = shrink(
                        start, Optional.empty(), scenario -> scenario.steps().contains(pause))
                .scenario();

        assertThat(shrunk.steps()).hasSize(3).contains(pause, AWAIT);
    }

    @Test
    void alwaysLeavesAnAwaitAndSomethingSent() {
        Scenario start = scenario(send("abc"), AWAIT, AWAIT);

        Scenario shrunk = shrink(start, Optional.empty(), scenario -> true).scenario();

        assertThat(shrunk.steps()).hasSize(2).contains(AWAIT);
        assertThat(text(shrunk)).isNotEmpty().hasSizeLessThan(16);
        assertThat(Traits.of(start)).containsAll(Traits.of(shrunk));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void resultDependsNeitherOnWindowNorOnTheOrderOfCompletion(int window) {
        Scenario start = firstWith(Trait.CL_AND_TE);
        Predicate<Scenario> fails = noNewTraits(start, Trait.CL_AND_TE);
        Scenario expected = shrink(start, choicesOf(start), fails).scenario();
        ShuffledAnswers answers = new ShuffledAnswers(fails);

        CompletableFuture<Shrunk> shrunk = new Shrinker(new ShrinkOptions(window, 5_000, Duration.ofMinutes(5)))
                .shrink(start, choicesOf(start), answers::ask);
        answers.completeAll();

        assertThat(shrunk.join().scenario()).isEqualTo(expected);
        assertThat(answers.largestWindow).isGreaterThanOrEqualTo(Math.min(window, 3));
    }

    @Test
    void stopsAtTheNumberOfCandidates() {
        AtomicInteger asked = new AtomicInteger();
        ShrinkOptions options = new ShrinkOptions(4, 20, Duration.ofMinutes(5));

        Shrunk shrunk = new Shrinker(options)
                .shrink(ScenarioGrammar.ofSeed(5), choicesOf(5), scenario -> {
                    asked.incrementAndGet();
                    return CompletableFuture.completedFuture(false);
                })
                .join();

        assertThat(shrunk).isEqualTo(new Shrunk(List.of(ScenarioGrammar.ofSeed(5)), 20, false));
        assertThat(asked).hasValue(20);
    }

    @Test
    void stopsWhenSomebodyHasHadEnough() {
        AtomicInteger asked = new AtomicInteger();

        Shrunk shrunk = new Shrinker(ShrinkOptions.DEFAULT)
                .shrink(
                        ScenarioGrammar.ofSeed(3),
                        choicesOf(3),
                        new Pace(1, () -> 0, () -> asked.get() == 7),
                        scenario -> {
                            asked.incrementAndGet();
                            return CompletableFuture.completedFuture(false);
                        })
                .join();

        assertThat(shrunk.finished()).isFalse();
        assertThat(asked).hasValue(7);
    }

    @Test
    void stopsWhenTimeIsUp() {
        AtomicLong nanos = new AtomicLong();
        ShrinkOptions options = new ShrinkOptions(1, 1_000, Duration.ofSeconds(10));

        Shrunk shrunk = new Shrinker(options, nanos::get)
                .shrink(ScenarioGrammar.ofSeed(3), choicesOf(3), scenario -> {
                    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                    return CompletableFuture.completedFuture(false);
                })
                .join();

        assertThat(shrunk.finished()).isFalse();
        assertThat(shrunk.candidates()).isEqualTo(11);
    }

    @Test
    void failsWhenTheQuestionFails() {
        CompletableFuture<Shrunk> shrunk = new Shrinker(ShrinkOptions.DEFAULT)
                .shrink(
                        ScenarioGrammar.ofSeed(3),
                        Optional.empty(),
                        scenario -> CompletableFuture.failedFuture(new IllegalStateException("broken")));

        assertThatThrownBy(shrunk::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("broken");
    }

    @Test
    void refusesBoundsOutOfRange() {
        assertThatThrownBy(() -> new ShrinkOptions(0, 1, Duration.ZERO)).hasMessage("window must be from 1 to 64: 0");
        assertThatThrownBy(() -> new ShrinkOptions(1, -1, Duration.ZERO))
                .hasMessage("maxCandidates must not be negative: -1");
        assertThatThrownBy(() -> new ShrinkOptions(1, 1, Duration.ofSeconds(-1)))
                .hasMessage("maxTime must not be negative: PT-1S");
    }

    private static Shrunk shrink(Scenario start, Optional<ChoiceSequence> choices, Predicate<Scenario> fails) {
        return new Shrinker(new ShrinkOptions(8, 5_000, Duration.ofMinutes(5)))
                .shrink(start, choices, scenario -> CompletableFuture.completedFuture(fails.test(scenario)))
                .join();
    }

    /** What a campaign asks: the trait is still there, and nothing else became unusual. */
    private static Predicate<Scenario> noNewTraits(Scenario start, Trait wanted, String... texts) {
        return scenario -> (wanted == null || Traits.of(scenario).contains(wanted))
                && Traits.of(start).containsAll(Traits.of(scenario))
                && List.of(texts).stream().allMatch(text(scenario)::contains);
    }

    private static Scenario firstWith(Trait trait) {
        return LongStream.range(0, 100_000)
                .mapToObj(ScenarioGrammar::ofSeed)
                .filter(scenario -> Traits.of(scenario).contains(trait) && awaits(scenario) > 1)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<ChoiceSequence> choicesOf(Scenario scenario) {
        return choicesOf(Long.parseUnsignedLong(scenario.name().substring(3), 16));
    }

    private static Optional<ChoiceSequence> choicesOf(long seed) {
        return Optional.of(ScenarioGrammar.choicesOf(seed));
    }

    private static long awaits(Scenario scenario) {
        return scenario.steps().stream().filter(AWAIT::equals).count();
    }

    private static Scenario scenario(Step... steps) {
        return new Scenario("imported", List.of(), List.of(steps));
    }

    private static Step send(String text) {
        return new Step.SendBytes(Payload.template(text), Pacing.WHOLE);
    }

    private static String text(Scenario scenario) {
        return PayloadText.of(scenario.sent());
    }

    /** Answers questions late and in a random order, one at a time. */
    private static final class ShuffledAnswers {

        private final Predicate<Scenario> fails;
        private final Random random = new Random(1);
        private final List<Runnable> open = new ArrayList<>();
        private int largestWindow;

        ShuffledAnswers(Predicate<Scenario> fails) {
            this.fails = fails;
        }

        CompletableFuture<Boolean> ask(Scenario scenario) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            open.add(() -> answer.complete(fails.test(scenario)));
            return answer;
        }

        void completeAll() {
            while (!open.isEmpty()) {
                largestWindow = Math.max(largestWindow, open.size());
                open.remove(random.nextInt(open.size())).run();
            }
        }
    }
}
