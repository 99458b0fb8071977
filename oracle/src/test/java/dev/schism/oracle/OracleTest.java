// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.nothing;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.FieldLine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OracleTest {

    private static final String OK = response(200, "ok");
    private static final Set<Facet> NOT_SEEN = Set.of(Facet.REQUEST_SEEN);

    private final Oracle oracle = new Oracle();

    @Test
    void equalResponsesAgree() {
        assertThat(compare(received(OK), received(OK))).isEqualTo(new Agreement(Category.OK, NOT_SEEN));
        assertThat(compare(received(response(400, "a")), received(response(400, "b"))))
                .isEqualTo(new Agreement(Category.BOTH_REJECTED, NOT_SEEN));
    }

    @Test
    void equalEchoesMakeTheRequestObservable() {
        String echo = echo(seen("GET", "/"));

        assertThat(compare(received(echo), received(echo))).isEqualTo(new Agreement(Category.OK, Set.of()));
    }

    @Test
    void bothWaitingForMoreAgree() {
        assertThat(compare(nothing().quiet(), nothing().quiet().end(ConnectionEnd.FIN)))
                .isEqualTo(new Agreement(Category.BOTH_REJECTED, NOT_SEEN));
    }

    @Test
    void waitingDiffersFromClosing() {
        assertThat(signature(nothing().quiet(), nothing().end(ConnectionEnd.FIN)))
                .isEqualTo(new Signature(Category.BOTH_REJECTED, List.of("end:open-fin"), List.of()));
    }

    @Test
    void statusAndEndAreNamedTogether() {
        assertThat(signature(received(response(400, "")).end(ConnectionEnd.FIN), received(OK)))
                .isEqualTo(new Signature(Category.STATUS_DIFFER, List.of("status:400-200", "end:fin-open"), List.of()));
    }

    @Test
    void oneSideFailing() {
        assertThat(signature(received(OK), nothing().end(ConnectionEnd.RST)).differences())
                .containsExactly("failure:200-reset", "end:open-rst");
        assertThat(signature(nothing().quiet(), received(response(408, ""))).differences())
                .containsExactly("timeout:waiting-408");
    }

    @Test
    void bodiesAndHeadersAreNamed() {
        assertThat(signature(received(OK), received(response(200, "no"))).differences())
                .containsExactly("body");
        assertThat(signature(received(OK), received(response(200, "ok", "Via: a", "X-4711: b")))
                        .differences())
                .containsExactly("header:other", "header:via");
    }

    @Test
    void twoPipelinedOfWhichOneIsAnswered() {
        Signature signature = signature(pipelined(received(OK, OK)), pipelined(received(OK)));

        assertThat(signature).isEqualTo(new Signature(Category.OK, List.of("statuses:200-none"), List.of("pipelined")));
    }

    @Test
    void requestSeenDifferently() {
        String one = echo(seen("GET", "/", new FieldLine("Host", "a"), new FieldLine("X", "1")));
        String other = echo(seen("GET", "/b", new FieldLine("Host", "a")));

        assertThat(signature(received(one), received(other)).differences())
                .containsExactly("seen-header:missing-on-target", "seen-target");
    }

    @Test
    void headWithContentLengthAgrees() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n";
        String request = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
        String otherLength = head.replace("500", "0");

        assertThat(compare(received(head).sent(request), received(otherLength).sent(request)))
                .isEqualTo(new Agreement(Category.OK, NOT_SEEN));
    }

    @Test
    void interimResponseAloneIsNoDivergence() {
        assertThat(compare(received("HTTP/1.1 100 Continue\r\n\r\n", OK), received(OK)))
                .isEqualTo(new Agreement(Category.OK, NOT_SEEN));
    }

    @Test
    void divergenceKeepsEverything() {
        Difference difference = (Difference) compare(received("HTTP/1.1 102 Processing\r\n\r\n", OK), received(OK, OK));

        assertThat(difference.divergence().facets())
                .extracting(FacetDifference::facet)
                .containsExactly(Facet.RESPONSE_COUNT, Facet.STATUS_SEQUENCE, Facet.INTERIM_RESPONSES);
        assertThat(difference.divergence().scenario()).isEqualTo(scenario(TraitExample.PLAIN));
        assertThat(difference.divergence().target()).isEqualTo(received(OK, OK).make());
    }

    @Test
    void normalizerDecidesWhatCounts() {
        Oracle deaf =
                new Oracle(ResponseNormalizer.builder().rewriteBody(".*", "").build());

        assertThat(deaf.compare(
                        scenario(TraitExample.PLAIN),
                        received(OK).make(),
                        received(response(200, "no")).make()))
                .isInstanceOf(Agreement.class);
    }

    private static ObservationFixture pipelined(ObservationFixture fixture) {
        return fixture.sent(TraitExample.PLAIN + TraitExample.PLAIN);
    }

    private Signature signature(ObservationFixture reference, ObservationFixture target) {
        return ((Difference) compare(reference, target)).divergence().signature();
    }

    private Finding compare(ObservationFixture reference, ObservationFixture target) {
        String sent = reference.make().sent().toLatin1();
        return oracle.compare(scenario(sent), reference.make(), target.make());
    }

    static Scenario scenario(String sent) {
        return Scenario.named("scenario")
                .step(new Step.SendBytes(Payload.template(sent), Pacing.WHOLE))
                .await(Duration.ofSeconds(1))
                .build();
    }
}
