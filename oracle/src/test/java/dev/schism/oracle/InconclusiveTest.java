// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.nothing;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.StepTrace.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InconclusiveTest {

    private static final String OK = response(200, "ok");
    private static final Scenario PLAIN = OracleTest.scenario(TraitExample.PLAIN);
    private static final Step SEND = new Step.SendBytes(Payload.template(TraitExample.PLAIN), Pacing.WHOLE);
    private static final Step AWAIT = new Step.AwaitResponse(Duration.ofSeconds(1));

    private final Oracle oracle = new Oracle();

    @Test
    void bothServersDown() {
        ObservationFixture refused = nothing().end(ConnectionEnd.REFUSED);
        ObservationFixture late = nothing().end(ConnectionEnd.CONNECT_TIMEOUT);

        assertThat(reason(PLAIN, refused, refused)).isEqualTo(Reason.SERVER_DOWN);
        assertThat(reason(PLAIN, late, refused)).isEqualTo(Reason.SERVER_DOWN);
    }

    @Test
    void aFailureBehindAWholeResponseTakesNothingBack() {
        ObservationFixture failed = received(OK).end(ConnectionEnd.FAILED).error("bad_record_mac");

        assertThat(oracle.compare(PLAIN, received(OK).make(), failed.make())).isNotInstanceOf(Inconclusive.class);
    }

    @Test
    void aFailureWithinAResponseIsNoResult() {
        ObservationFixture failed = received(OK.substring(0, OK.length() - 1))
                .end(ConnectionEnd.FAILED)
                .error("bad_record_mac");

        assertThat(reason(PLAIN, received(OK), failed)).isEqualTo(Reason.NOTHING_OBSERVED);
    }

    @Test
    void oneServerDownIsNamed() {
        Finding finding = compare(PLAIN, received(OK), nothing().end(ConnectionEnd.REFUSED));

        assertThat(finding).isEqualTo(new Inconclusive(Reason.SERVER_DOWN, "the target refused the connection"));
    }

    @Test
    void failedLivenessProbe() {
        Finding finding =
                oracle.compare(PLAIN, received(OK).make(), received(OK).make(), new Liveness(false, true));

        assertThat(finding).isEqualTo(new Inconclusive(Reason.SERVER_DOWN, "the reference failed its liveness probe"));
    }

    @Test
    void connectionThatFailedHereSaysWhy() {
        Finding finding =
                compare(PLAIN, nothing().end(ConnectionEnd.FAILED).error("too many open files"), received(OK));

        assertThat(finding)
                .isEqualTo(new Inconclusive(
                        Reason.NOTHING_OBSERVED, "the connection to the reference failed: too many open files"));
    }

    @Test
    void scenarioWithoutAwait() {
        Scenario scenario = scenario(SEND);

        assertThat(reason(scenario, nothing(), nothing())).isEqualTo(Reason.NOTHING_OBSERVED);
        assertThat(reason(scenario, received(OK), nothing())).isEqualTo(Reason.NOTHING_OBSERVED);
    }

    @Test
    void scenarioEndingInReset() {
        assertThat(reason(scenario(SEND, new Step.Reset()), nothing(), nothing()))
                .isEqualTo(Reason.NOTHING_OBSERVED);
        assertThat(reason(scenario(SEND, AWAIT, new Step.Reset()), nothing(), nothing()))
                .isEqualTo(Reason.NOTHING_OBSERVED);
        assertThat(compare(scenario(SEND, AWAIT, new Step.Reset()), received(OK), received(OK)))
                .isInstanceOf(Finding.Agreement.class);
    }

    @Test
    void waitingBeforeAnythingWasSentSaysNothing() {
        Scenario scenario = scenario(new Step.Pause(Duration.ZERO), AWAIT, SEND, new Step.Reset());

        assertThat(reason(scenario, nothing().quiet(), nothing().quiet())).isEqualTo(Reason.NOTHING_OBSERVED);
    }

    @Test
    void waitingAfterASendIsAnAnswer() {
        Scenario scenario = scenario(SEND, AWAIT);
        ObservationFixture waiting = nothing().step(1, Outcome.TIMED_OUT);
        ObservationFixture done = nothing().step(1, Outcome.DONE);

        assertThat(compare(scenario, waiting, waiting)).isInstanceOf(Finding.Agreement.class);
        assertThat(compare(scenario, waiting, nothing().quiet())).isInstanceOf(Finding.Agreement.class);
        assertThat(reason(scenario, waiting, done)).isEqualTo(Reason.NOTHING_OBSERVED);
    }

    @Test
    void answerAfterTheProbeIsSlow() {
        ObservationFixture slow = received(OK).quietAfter(0).end(ConnectionEnd.FIN);

        assertThat(compare(PLAIN, received(OK), slow))
                .isEqualTo(new Inconclusive(
                        Reason.SLOW, "the target answered with 200 after it had been taken to be waiting"));
        assertThat(reason(PLAIN, slow, received(OK))).isEqualTo(Reason.SLOW);
    }

    @Test
    void refusalAfterTheProbeIsWaiting() {
        ObservationFixture refusing = received(response(400, "")).quietAfter(0).end(ConnectionEnd.FIN);

        assertThat(compare(PLAIN, refusing, nothing().quiet())).isInstanceOf(Finding.Agreement.class);
    }

    private Reason reason(Scenario scenario, ObservationFixture reference, ObservationFixture target) {
        return ((Inconclusive) compare(scenario, reference, target)).reason();
    }

    private Finding compare(Scenario scenario, ObservationFixture reference, ObservationFixture target) {
        return oracle.compare(scenario, reference.make(), target.make());
    }

    private static Scenario scenario(Step... steps) {
        return new Scenario("scenario", List.of(), List.of(steps));
    }
}
