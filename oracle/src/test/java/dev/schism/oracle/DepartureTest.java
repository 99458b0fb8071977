// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureTest {

    private static final FieldLine HOST = new FieldLine("Host", "a");
    private static final String GET = "GET /A?b=c HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Oracle oracle = new Oracle();

    @ParameterizedTest
    @CsvSource({
        "/A?b=c, /a?b=c, TARGET",
        "/, /A?b=c, REFERENCE",
        "/, /a?b=c, BOTH",
        "/A?b=c, http://a/A?b=c, UNKNOWN",
    })
    void tellsWhoShowsAnotherTargetThanWasSent(String reference, String target, Departure departure) {
        Finding finding = compare(GET, seen("GET", reference, HOST), seen("GET", target, HOST));

        assertThat(departure(finding, "target")).isEqualTo(departure);
    }

    @Test
    void tellsOfMethodAuthorityAndContent() {
        String post = "POST /A HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
        EchoedRequest right = body("POST", "hi");

        assertThat(departure(compare(post, right, body("GET", "hi")), "method")).isEqualTo(Departure.TARGET);
        assertThat(departure(compare(post, right, body("POST", "h")), "body")).isEqualTo(Departure.TARGET);
        assertThat(departure(compare(post, body("POST", ""), right), "body")).isEqualTo(Departure.REFERENCE);
        assertThat(departure(
                        compare(GET, seen("GET", "http://b/A?b=c", HOST), seen("GET", "/A?b=c", HOST)), "authority"))
                .isEqualTo(Departure.REFERENCE);
    }

    @Test
    void saysWhatWasSentBesideWhatWasSeen() {
        Difference difference = (Difference) compare(GET, seen("GET", "/A?b=c", HOST), seen("GET", "/A", HOST));

        assertThat(difference.divergence().facets())
                .containsExactly(new FacetDifference(Facet.REQUEST_SEEN, "/A?b=c", "/A (sent: /A?b=c)", "target"));
        assertThat(difference.divergence().signature().differences()).containsExactly("seen-target");
    }

    /** It is for the rule book to judge a side by itself. */
    @Test
    void twoThatAreEquallyWrongAgree() {
        assertThat(compare(GET, seen("GET", "/", HOST), seen("GET", "/", HOST)))
                .isEqualTo(new Agreement(Category.OK, Set.of()));
    }

    @Test
    void requestWithAFlawTellsNothing() {
        String flawed = GET.replace("Host:", "Host :");

        assertThat(departure(compare(flawed, seen("GET", "/A?b=c", HOST), seen("GET", "/", HOST)), "target"))
                .isEqualTo(Departure.UNKNOWN);
        assertThat(departure(
                        compare(
                                flawed + GET,
                                List.of(seen("GET", "/A?b=c"), seen("GET", "/A?b=c")),
                                List.of(seen("GET", "/A?b=c"), seen("GET", "/"))),
                        "target"))
                .as("behind one")
                .isEqualTo(Departure.UNKNOWN);
    }

    @Test
    void laterRequestTellsToo() {
        Finding finding = compare(
                GET + GET,
                List.of(seen("GET", "/A?b=c"), seen("GET", "/A?b=c")),
                List.of(seen("GET", "/A?b=c"), seen("GET", "/")));

        assertThat(departure(finding, "target")).isEqualTo(Departure.TARGET);
    }

    @ParameterizedTest
    @CsvSource({"p://s, /", "/a#b, /a", "/%zz, /%25zz", "/a|b, /a%7Cb"})
    void targetThatMayBeReducedOrRepairedTellsNothing(String sent, String shown) {
        String request = "GET " + sent + " HTTP/1.1\r\nHost: a\r\n\r\n";

        assertThat(departure(compare(request, seen("GET", shown, HOST), seen("GET", sent, HOST)), "target"))
                .isEqualTo(Departure.UNKNOWN);
        assertThat(departure(compare(request, seen("PUT", sent, HOST), seen("GET", sent, HOST)), "method"))
                .isEqualTo(Departure.REFERENCE);
    }

    @Test
    void contentThatAnIntermediaryMayDropTellsNothing() {
        String get = "GET /A HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
        EchoedRequest dropped = new EchoedRequest(
                "GET", "/A", "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), 1, Optional.of(Octets.latin1("GET")));

        assertThat(departure(compare(get, body("GET", "hi"), dropped), "body")).isEqualTo(Departure.UNKNOWN);
    }

    @Test
    void otherCodingsAreNotLookedInto() {
        String coded =
                "POST /A HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + "2\r\nhi\r\n0\r\n\r\n";

        assertThat(departure(compare(coded, body("POST", "hi"), body("POST", "x")), "body"))
                .isEqualTo(Departure.UNKNOWN);
    }

    @Test
    void placeholdersAreNoDeparture() {
        String sent = "GET /token1 HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
        FieldLine host = new FieldLine("Host", "localhost:8080");
        String absolute = "GET http://localhost:8080/token1 HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";

        for (String octets : List.of(sent, absolute)) {
            Finding finding = oracle.compare(
                    OracleTest.scenario(GET),
                    at(octets, seen("GET", "/token1", host)),
                    at(octets, seen("GET", "/", host)));

            assertThat(departure(finding, "target")).as(octets).isEqualTo(Departure.TARGET);
        }
    }

    private static Observation at(String sent, EchoedRequest echo) {
        return received(echo(echo)).sent(sent).at("localhost", 8080, "token1").make();
    }

    @Test
    void saysWhoDepartsInAllThatDiffers() {
        Divergence both = ((Difference) compare(GET, seen("GET", "/A?b=c", HOST), seen("PUT", "/", HOST))).divergence();
        Divergence field = ((Difference) compare(GET, seen("GET", "/A?b=c", HOST), seen("PUT", "/"))).divergence();

        assertThat(Departure.ofAll(both)).isEqualTo(Departure.TARGET);
        assertThat(Departure.ofAll(field)).isEqualTo(Departure.UNKNOWN);
    }

    private static EchoedRequest body(String method, String body) {
        return new EchoedRequest(
                method, "/A", "HTTP/1.1", List.of(), Octets.latin1(body), List.of(), 1, Optional.empty());
    }

    private static Departure departure(Finding finding, String kind) {
        return finding instanceof Difference difference
                ? Departure.of(difference.divergence(), kind)
                : Departure.UNKNOWN;
    }

    private Finding compare(String sent, EchoedRequest reference, EchoedRequest target) {
        return compare(sent, List.of(reference), List.of(target));
    }

    private Finding compare(String sent, List<EchoedRequest> reference, List<EchoedRequest> target) {
        return oracle.compare(
                OracleTest.scenario(sent),
                received(echoes(reference)).sent(sent).make(),
                received(echoes(target)).sent(sent).make());
    }

    private static String[] echoes(List<EchoedRequest> requests) {
        return requests.stream().map(ObservationFixture::echo).toArray(String[]::new);
    }
}
