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

    /** The token of a probe. */
    static final String TOKEN = "calibration";

    private static final Step GET =
            new Step.SendBytes(Payload.template("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"), Pacing.WHOLE);
    private static final Step AWAIT = new Step.AwaitResponse(TIMEOUT);

    /** One complete GET. */
    static final Scenario ONE_GET =
            Scenario.named("calibrate-get").step(GET).step(AWAIT).build();

    /** One complete GET, followed by FIN before the response can have come. */
    static final Scenario GET_THEN_FIN = Scenario.named("calibrate-fin")
            .step(GET)
            .step(new Step.HalfClose())
            .step(AWAIT)
            .build();

    /** Two GETs, the second after the response to the first. */
    static final Scenario TWO_GETS = Scenario.named("calibrate-keep-alive")
            .step(GET)
            .step(AWAIT)
            .step(GET)
            .step(AWAIT)
            .build();

    private Probes() {}
}
