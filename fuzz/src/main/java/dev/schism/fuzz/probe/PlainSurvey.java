// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.EchoPart;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.RefusedMethods;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Finds out which methods a server refuses even in plain requests, and which parts of them it shows wrong. */
final class PlainSurvey {

    /** Methods with content in the catalogue; GET and HEAD are mandatory, and others have rules of their own. */
    private static final List<String> OPTIONAL = List.of("POST", "PUT", "PATCH", "DELETE");

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private PlainSurvey() {}

    /** Runs plain requests, waits for the answers, and returns a judge that knows what they tell. */
    static Judge informed(Judge judge, Function<Scenario, CompletableFuture<Judge.Run>> runs) {
        Map<String, CompletableFuture<Judge.Run>> all = new LinkedHashMap<>();
        OPTIONAL.forEach(method -> all.put(method, runs.apply(plain(method))));
        CompletableFuture<Judge.Run> get = runs.apply(telling());
        List<Judge.Run> plain = new ArrayList<>();
        Map<String, Integer> refused = new LinkedHashMap<>();
        all.forEach((method, run) -> {
            plain.add(run.join());
            run.join()
                    .observation()
                    .firstResponse()
                    .map(Response::status)
                    .filter(RefusedMethods::isAboutMethod)
                    .ifPresent(status -> refused.put(method, status));
        });
        plain.add(get.join());
        return judge.where(new RefusedMethods(refused)).distrusting(EchoPart.misreported(plain));
    }

    /** A target in which case, encoding and query tell. */
    private static Scenario telling() {
        return scenario("plain-get", "GET /{token}/Ab%2Fc?Q=R HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
    }

    private static Scenario plain(String method) {
        String request = method + " /{token} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 5\r\n\r\nhello";
        return scenario("plain-" + method.toLowerCase(Locale.ROOT), request);
    }

    private static Scenario scenario(String name, String request) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.SendBytes(Payload.template(request), Pacing.WHOLE));
        steps.add(new Step.AwaitResponse(TIMEOUT));
        return new Scenario(name, List.of(), steps);
    }
}
