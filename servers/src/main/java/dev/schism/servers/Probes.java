// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.time.Duration;

/** The scenarios a server is measured with. */
final class Probes {

    /** Time a server has for one response. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Time after a response in which octets are looked for that no request asked for. */
    static final Duration EXCESS = Duration.ofMillis(30);

    /** The token of a probe. */
    static final String TOKEN = "calibration";

    /** One plain GET, as it is written. */
    static final Payload PLAIN_GET = Payload.template("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");

    private static final Step GET = new Step.SendBytes(PLAIN_GET, Pacing.WHOLE);
    private static final Step AWAIT = new Step.AwaitResponse(TIMEOUT);

    /** One complete GET; what follows the response is looked for. */
    static final Scenario ONE_GET =
            Scenario.named("calibrate-get").step(GET).step(AWAIT).build();

    /** One complete GET, whose connection is left as soon as the response is whole. */
    static final Scenario QUICK_GET = Scenario.named("calibrate-quick")
            .step(GET)
            .step(AWAIT)
            .step(new Step.Reset())
            .build();

    /** One complete GET, followed by FIN before the response can have come. */
    static final Scenario GET_THEN_FIN = Scenario.named("calibrate-fin")
            .step(GET)
            .step(new Step.HalfClose())
            .step(AWAIT)
            .step(new Step.Reset())
            .build();

    /** Two GETs, the second after the response to the first. */
    static final Scenario TWO_GETS = Scenario.named("calibrate-keep-alive")
            .step(GET)
            .step(AWAIT)
            .step(GET)
            .step(AWAIT)
            .step(new Step.Reset())
            .build();

    private Probes() {}

    /**
     * One complete GET that takes no longer than a time and a moment, whatever comes: a response, and whether octets
     * follow it.
     */
    static Scenario sentinel(Duration timeout) {
        return Scenario.named("plain-get")
                .step(GET)
                .step(new Step.AwaitResponse(timeout))
                .step(new Step.Pause(EXCESS))
                .step(new Step.Reset())
                .build();
    }
}
