// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.scenario.Scenario;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final Finding AGREEMENT = new Agreement(Category.OK, Set.of());

    private final Remembered remembered = new Remembered();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsTheSameStepsOnceWhateverTheirName() {
        assertThat(get("one", "GET / HTTP/1.1\r\n\r\n", AGREEMENT)).isEqualTo(AGREEMENT);
        assertThat(get("other", "GET / HTTP/1.1\r\n\r\n", AGREEMENT)).isEqualTo(AGREEMENT);
        assertThat(get("one", "PUT / HTTP/1.1\r\n\r\n", AGREEMENT)).isEqualTo(AGREEMENT);

        assertThat(runs).hasValue(2);
    }

    @Test
    void whoAsksMeanwhileGetsTheSameAnswer() {
        CompletableFuture<Finding> slow = new CompletableFuture<>();
        CompletableFuture<Finding> first = remembered.get(scenario("one", "GET /\r\n"), () -> slow);
        CompletableFuture<Finding> second = remembered.get(scenario("two", "GET /\r\n"), () -> {
            throw new AssertionError("runs twice");
        });

        assertThat(second).isNotDone();
        slow.complete(AGREEMENT);
        assertThat(first).isCompletedWithValue(AGREEMENT);
        assertThat(second).isCompletedWithValue(AGREEMENT);
    }

    @Test
    void forgetsWhatWasNoAnswer() {
        Finding unclear = new Inconclusive(Inconclusive.Reason.SLOW, "late");
        get("one", "GET /\r\n", unclear);
        assertThat(get("one", "GET /\r\n", AGREEMENT)).isEqualTo(AGREEMENT);

        assertThatThrownBy(() -> remembered
                        .get(scenario("one", "PUT /\r\n"), () -> {
                            throw new IllegalStateException("broken");
                        })
                        .join())
                .hasMessageContaining("broken");
        assertThat(get("one", "PUT /\r\n", AGREEMENT)).isEqualTo(AGREEMENT);
    }

    @Test
    void holdsABoundedNumber() {
        for (int i = 0; i <= Remembered.MAX_SCENARIOS; i++) {
            get("one", "GET /" + i + "\r\n", AGREEMENT);
        }
        get("one", "GET /0\r\n", AGREEMENT);

        assertThat(runs).hasValue(Remembered.MAX_SCENARIOS + 2);
    }

    private Finding get(String name, String sent, Finding finding) {
        return remembered
                .get(scenario(name, sent), () -> {
                    runs.incrementAndGet();
                    return CompletableFuture.completedFuture(finding);
                })
                .join();
    }

    private static Scenario scenario(String name, String sent) {
        return Scenario.named(name).send(sent).await().build();
    }
}
