// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simpler scenarios, lazily, whatever made them: fewer steps and writes, fewer requests, fewer octets. */
final class StepPasses {

    /** The passes in order, coarse ones first. */
    static final List<Function<Scenario, Stream<Supplier<Scenario>>>> ALL = Stream.concat(
                    Stream.<Function<Scenario, Stream<Supplier<Scenario>>>>of(
                            StepPasses::plain,
                            StepPasses::withoutRequest,
                            StepPasses::withoutStep,
                            StepPasses::joined,
                            StepPasses::unpaced),
                    TextPasses.ALL.stream().map(StepPasses::inEachSend))
            .toList();

    private StepPasses() {}

    /** Offers everything sent at once, without pauses, and before the first await. */
    private static Stream<Supplier<Scenario>> plain(Scenario scenario) {
        List<Step> timeless = scenario.steps().stream()
                .filter(step -> !(step instanceof Step.Pause))
                .map(StepPasses::whole)
                .toList();
        return Stream.of(
                () -> of(scenario, sendFirst(timeless)),
                () -> of(scenario, joinAll(timeless)),
                () -> of(scenario, timeless));
    }

    private static List<Step> sendFirst(List<Step> steps) {
        List<Step> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing(step -> !(step instanceof Step.SendBytes)));
        return joinAll(sorted);
    }

    /** Joins each run of sends at once, so that many short ones cost no more than a long one. */
    private static List<Step> joinAll(List<Step> steps) {
        List<Step> joined = new ArrayList<>();
        List<Payload.Part> run = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.SendBytes send) {
                run.addAll(send.bytes().parts());
            } else {
                endRun(run, joined);
                joined.add(step);
            }
        }
        endRun(run, joined);
        return joined;
    }

    private static void endRun(List<Payload.Part> run, List<Step> joined) {
        if (!run.isEmpty()) {
            joined.add(new Step.SendBytes(new Payload(run), Pacing.WHOLE));
            run.clear();
        }
    }

    /** Offers scenarios without one of their requests and one of their awaits. */
    private static Stream<Supplier<Scenario>> withoutRequest(Scenario scenario) {
        List<Integer> awaits = indexes(scenario, Step.AwaitResponse.class);
        if (awaits.size() < 2) {
            return Stream.empty();
        }
        int await = awaits.get(awaits.size() - 1);
        return Lazily.joined(sends(scenario).map(send -> {
            String text = text(scenario, send);
            List<Integer> starts = RequestLines.starts(text);
            return IntStream.range(0, starts.size() - 1)
                    .mapToObj(request -> () -> replaced(
                            without(scenario, await),
                            await < send ? send - 1 : send,
                            text.substring(0, starts.get(request)) + text.substring(starts.get(request + 1))));
        }));
    }

    private static Stream<Supplier<Scenario>> withoutStep(Scenario scenario) {
        return IntStream.range(0, scenario.steps().size()).mapToObj(index -> () -> without(scenario, index));
    }

    private static Stream<Supplier<Scenario>> joined(Scenario scenario) {
        List<Step> steps = scenario.steps();
        return IntStream.range(0, steps.size() - 1)
                .filter(index ->
                        steps.get(index) instanceof Step.SendBytes && steps.get(index + 1) instanceof Step.SendBytes)
                .mapToObj(index -> () -> {
                    Step both = join((Step.SendBytes) steps.get(index), (Step.SendBytes) steps.get(index + 1));
                    return with(without(scenario, index + 1), index, both);
                });
    }

    private static Stream<Supplier<Scenario>> unpaced(Scenario scenario) {
        return sends(scenario)
                .map(index -> () -> with(scenario, index, whole(scenario.steps().get(index))));
    }

    private static Function<Scenario, Stream<Supplier<Scenario>>> inEachSend(
            Function<String, Stream<Supplier<String>>> pass) {
        return scenario -> Lazily.joined(sends(scenario)
                .map(index -> pass.apply(text(scenario, index))
                        .map(simpler -> () -> replaced(scenario, index, simpler.get()))));
    }

    private static Step join(Step.SendBytes first, Step.SendBytes second) {
        return new Step.SendBytes(first.bytes().plus(second.bytes()), first.pacing());
    }

    private static Step whole(Step step) {
        return step instanceof Step.SendBytes send ? new Step.SendBytes(send.bytes(), Pacing.WHOLE) : step;
    }

    private static Stream<Integer> sends(Scenario scenario) {
        return indexes(scenario, Step.SendBytes.class).stream();
    }

    private static List<Integer> indexes(Scenario scenario, Class<? extends Step> kind) {
        return IntStream.range(0, scenario.steps().size())
                .filter(index -> kind.isInstance(scenario.steps().get(index)))
                .boxed()
                .toList();
    }

    private static String text(Scenario scenario, int send) {
        return PayloadText.of(((Step.SendBytes) scenario.steps().get(send)).bytes());
    }

    /** Returns the scenario with other octets in a send, without the send where there are none left. */
    static Scenario replaced(Scenario scenario, int send, String text) {
        if (text.isEmpty()) {
            return without(scenario, send);
        }
        Payload payload = PayloadText.payload(text);
        Pacing pacing = ((Step.SendBytes) scenario.steps().get(send)).pacing();
        return with(scenario, send, new Step.SendBytes(payload, pacing));
    }

    private static Scenario with(Scenario scenario, int index, Step step) {
        List<Step> steps = new ArrayList<>(scenario.steps());
        steps.set(index, step);
        return of(scenario, steps);
    }

    static Scenario without(Scenario scenario, int index) {
        List<Step> steps = new ArrayList<>(scenario.steps());
        steps.remove(index);
        return of(scenario, steps);
    }

    /** Returns the scenario with other steps; as it is, and so no simpler, where there would be none. */
    private static Scenario of(Scenario scenario, List<Step> steps) {
        return steps.isEmpty() ? scenario : scenario.withSteps(steps);
    }
}
