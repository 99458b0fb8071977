// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Changes of one request of a scenario at a time. */
final class EachRequest {

    /** Largest request that is taken apart; a larger one has to become smaller by other passes first. */
    static final int MAX_OCTETS = 16 * 1024;

    /** Requests of one send that are changed. */
    static final int MAX_REQUESTS = 16;

    private EachRequest() {}

    /** Offers a scenario without a step, with one request alone or without it, and with one of its requests changed. */
    static Stream<Supplier<Scenario>> in(Scenario scenario, Function<RequestText, Stream<Supplier<String>>> changes) {
        List<Step> steps = scenario.steps();
        return IntStream.range(0, steps.size())
                .boxed()
                .flatMap(index -> steps.get(index) instanceof Step.SendBytes send
                        ? Stream.concat(
                                without(scenario, index),
                                in(PayloadText.of(send.bytes()), changes)
                                        .map(text -> () -> StepPasses.replaced(scenario, index, text.get())))
                        : without(scenario, index));
    }

    private static Stream<Supplier<Scenario>> without(Scenario scenario, int step) {
        return Stream.of(() -> StepPasses.without(scenario, step));
    }

    private static Stream<Supplier<String>> in(String text, Function<RequestText, Stream<Supplier<String>>> changes) {
        List<Integer> starts = RequestStarts.of(text);
        return IntStream.range(0, Math.min(MAX_REQUESTS, starts.size() - 1))
                .boxed()
                .flatMap(request -> {
                    int from = starts.get(request);
                    int to = starts.get(request + 1);
                    if (to - from > MAX_OCTETS || text.length() > 2 * MAX_OCTETS) {
                        return Stream.empty();
                    }
                    String before = text.substring(0, from);
                    String whole = text.substring(from, to);
                    String after = text.substring(to);
                    Stream<Supplier<String>> fewer =
                            starts.size() > 2 ? Stream.of(() -> whole, () -> before + after) : Stream.empty();
                    return Stream.concat(
                            fewer, changes.apply(RequestText.of(whole)).map(one -> () -> before + one.get() + after));
                });
    }
}
