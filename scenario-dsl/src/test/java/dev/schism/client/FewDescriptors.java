// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The program of a JVM that may open few files: many runs at once, then as many one after the other. */
final class FewDescriptors {

    /** What is printed as soon as there is no descriptor left. */
    static final String NONE_LEFT = "none left";

    private FewDescriptors() {}

    /**
     * Runs.
     *
     * @param arguments the port of a server on loopback, and how many runs
     */
    public static void main(String[] arguments) {
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", Integer.parseInt(arguments[0]));
        int runs = Integer.parseInt(arguments[1]);
        try (RunnerFixture fixture = new RunnerFixture()) {
            AtomicBoolean said = new AtomicBoolean();
            List<CompletableFuture<Observation>> running = IntStream.range(0, runs)
                    .mapToObj(run -> run(fixture, endpoint).whenComplete((seen, failed) -> {
                        if (isOutOfFiles(seen) && said.compareAndSet(false, true)) {
                            System.out.println(NONE_LEFT);
                        }
                    }))
                    .toList();
            print("at once", running.stream().map(CompletableFuture::join).toList());
            print(
                    "one by one",
                    IntStream.range(0, runs)
                            .mapToObj(run -> run(fixture, endpoint).join())
                            .toList());
        }
    }

    private static CompletableFuture<Observation> run(RunnerFixture fixture, Endpoint endpoint) {
        return fixture.runner()
                .run(Steps.scenario(Steps.send(Steps.GET), Steps.await()), endpoint, Steps.PATIENT, "few");
    }

    private static boolean isOutOfFiles(Observation seen) {
        return seen.error()
                .filter(error -> error.contains("Too many open files"))
                .isPresent();
    }

    private static void print(String what, List<Observation> observations) {
        long answered = observations.stream()
                .filter(seen -> seen.firstResponse().isPresent())
                .count();
        long outOfFiles =
                observations.stream().filter(FewDescriptors::isOutOfFiles).count();
        System.out.println(what + ": answered " + answered + ", out of files " + outOfFiles);
    }
}
