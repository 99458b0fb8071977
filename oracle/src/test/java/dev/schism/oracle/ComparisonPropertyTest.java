// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Difference;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.Transcript;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every comparison, whatever two servers sent. */
class ComparisonPropertyTest {

    private static final FieldLine HOST = new FieldLine("Host", "a");
    private static final String HEAD = "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET = "GET http://a/x HTTP/1.1\r\nHost: b\r\n\r\n";
    private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";

    private static final List<String> SENT = List.of(
            HEAD,
            GET,
            POST,
            HEAD + GET,
            GET + HEAD,
            POST + GET + HEAD,
            GET.replace("Host:", "Host :"),
            GET.replace("1.1", "1.0"));

    private static final List<String> PIECES = List.of(
            echo(seen("GET", "/x", HOST)),
            echo(seen("GET", "http://a/x", HOST)),
            echo(seen("GET", "http://b/x", HOST)),
            echo(seen("HEAD", "/", new FieldLine("Host", "b"))),
            echo(seen(Octets.latin1("hi"))),
            echo(seen(Octets.latin1("h"))),
            response(200, "ok"),
            response(200, ""),
            response(200, "ok", "X : a"),
            response(200, "ok", "Content-Length: 2"),
            response(400, "no"),
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\ncolonless\n\r\n",
            "\r\n",
            "junk");

    private final Oracle oracle = new Oracle();

    @Property(tries = 1000)
    void anObservationAgreesWithItself(@ForAll("sent") String sent, @ForAll("sides") Side side) {
        assertThat(compare(sent, side.make(sent), side.make(sent))).isNotInstanceOf(Difference.class);
    }

    @Property(tries = 2000)
    void swappingTheSidesSwapsWhatIsFound(
            @ForAll("sent") String sent, @ForAll("sides") Side one, @ForAll("sides") Side other) {
        Finding there = compare(sent, one.make(sent), other.make(sent));
        Finding back = compare(sent, other.make(sent), one.make(sent));

        assertThat(back.getClass()).isEqualTo(there.getClass());
        if (there instanceof Difference first && back instanceof Difference second) {
            assertThat(swapped(second.divergence())).containsExactlyInAnyOrderElementsOf(facets(first.divergence()));
            for (String part : List.of("method", "target", "authority", "body")) {
                assertThat(Departure.of(second.divergence(), part))
                        .isEqualTo(swapped(Departure.of(first.divergence(), part)));
            }
        }
    }

    @Property(tries = 500)
    void portionsInWhichOctetsCameDoNotMatter(
            @ForAll("sent") String sent,
            @ForAll("sides") Side one,
            @ForAll("sides") Side other,
            @ForAll @IntRange(min = 1, max = 40) int portion) {
        Side plain = new Side(other.octets(), other.end(), false);
        Observation whole = plain.make(sent);

        assertThat(signature(compare(sent, one.make(sent), inPortions(whole, portion))))
                .isEqualTo(signature(compare(sent, one.make(sent), whole)));
    }

    private static Observation inPortions(Observation whole, int portion) {
        Octets received = whole.received();
        ResponseReader reader = new ResponseReader(
                n -> n < whole.methods().size() ? whole.methods().get(n) : "GET");
        for (int from = 0; from < received.length(); from += portion) {
            byte[] octets = received.slice(from, Math.min(received.length(), from + portion))
                    .toByteArray();
            reader.feed(octets, 0, octets.length);
        }
        Transcript transcript = reader.transcript(whole.end() == ConnectionEnd.FIN);
        assertThat(transcript).isEqualTo(whole.transcript());
        return received(received.toLatin1())
                .sent(whole.sent().toLatin1())
                .end(whole.end())
                .arriving(IntStream.range(0, (received.length() + portion - 1) / portion)
                        .mapToObj(i -> i * portion)
                        .toList())
                .make();
    }

    private static List<String> facets(Divergence divergence) {
        return divergence.facets().stream()
                .map(one -> one.facet() + " " + one.reference() + " " + one.target())
                .toList();
    }

    private static List<String> swapped(Divergence divergence) {
        return divergence.facets().stream()
                .map(one -> one.facet() + " " + one.target() + " " + one.reference())
                .toList();
    }

    private static Departure swapped(Departure departure) {
        return switch (departure) {
            case REFERENCE -> Departure.TARGET;
            case TARGET -> Departure.REFERENCE;
            case BOTH, UNKNOWN -> departure;
        };
    }

    private static String signature(Finding finding) {
        return finding instanceof Difference difference
                ? difference.divergence().signature().text()
                        + difference.divergence().facets()
                : finding.toString();
    }

    private Finding compare(String sent, Observation reference, Observation target) {
        return oracle.compare(OracleTest.scenario(sent), reference, target);
    }

    /** What one side sent, how it ended, and whether the runner's own request was answered. */
    record Side(String octets, ConnectionEnd end, boolean sentinel) {
        Observation make(String sent) {
            ObservationFixture fixture = received(octets).sent(sent).end(end);
            return (sentinel ? fixture.answeredSentinel() : fixture).make();
        }
    }

    @Provide
    Arbitrary<String> sent() {
        assertThat(SENT)
                .allMatch(
                        octets -> !RequestScanner.methods(Octets.latin1(octets)).isEmpty());
        return Arbitraries.of(SENT);
    }

    @Provide
    Arbitrary<Side> sides() {
        Arbitrary<String> octets =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(4).map(pieces -> String.join("", pieces));
        return Combinators.combine(
                        octets,
                        Arbitraries.of(ConnectionEnd.OPEN, ConnectionEnd.FIN, ConnectionEnd.RST),
                        Arbitraries.of(true, false))
                .as(Side::new);
    }
}
