// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseNormalizerTest {

    @Test
    void dropsWhatMayDiffer() {
        NormalizedResponse normalized = normalize(
                ResponseNormalizer.DEFAULT,
                received(response(200, "", "Date: x", "SERVER: y", "Connection: close", "Keep-Alive: 1", "X: kept")));

        assertThat(normalized.headers()).containsExactly(new FieldLine("x", "kept"));
        assertThat(normalize(
                                ResponseNormalizer.DEFAULT,
                                received("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                        .headers())
                .isEmpty();
    }

    @Test
    void sortsByNameAndKeepsRepetitionsInOrder() {
        NormalizedResponse normalized =
                normalize(ResponseNormalizer.DEFAULT, received(response(200, "", "B: 2", "b: 1", "A: 3", "B: 0")));

        assertThat(normalized.headers())
                .containsExactly(
                        new FieldLine("a", "3"),
                        new FieldLine("b", "2"),
                        new FieldLine("b", "1"),
                        new FieldLine("b", "0"));
    }

    @Test
    void dropsAndRewritesWhatItIsTold() {
        ResponseNormalizer normalizer = ResponseNormalizer.builder()
                .dropHeader("X-Request-Id")
                .rewriteBody("id=(\\d)\\d*", "id=$1..")
                .build();

        NormalizedResponse normalized =
                normalize(normalizer, received(response(404, "<id=4711>", "x-request-ID: 1", "Via: a")));

        assertThat(normalized.headers()).containsExactly(new FieldLine("via", "a"));
        assertThat(normalized.body().toLatin1()).isEqualTo("<id=4..>");
    }

    @Test
    void rewritesWithinItsLimitOnly() {
        int limit = ResponseNormalizer.MAX_REWRITTEN_OCTETS;
        ResponseNormalizer normalizer =
                ResponseNormalizer.builder().rewriteBody("a", "b").build();

        NormalizedResponse normalized = normalize(normalizer, received(response(200, "a".repeat(limit + 1))));

        assertThat(normalized.body().toLatin1()).isEqualTo("b".repeat(limit) + "a");
    }

    @Test
    void patternThatNestsTooDeepLeavesTheBody() {
        ResponseNormalizer normalizer =
                ResponseNormalizer.builder().rewriteBody("(a|b)*", "").build();
        String body = "ab".repeat(ResponseNormalizer.MAX_REWRITTEN_OCTETS / 2);

        assertThat(normalize(normalizer, received(response(200, body))).body().toLatin1())
                .isEqualTo(body);
    }

    @Test
    void refusesWhatCannotBeMeant() {
        ResponseNormalizer.Builder builder = ResponseNormalizer.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dropHeader(""))
                .withMessageContaining("''");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.rewriteBody("a", "\u20AC"));
    }

    @Test
    void restoresPlaceholders() {
        NormalizedResponse normalized = normalize(
                ResponseNormalizer.DEFAULT,
                received(response(404, "no /t0k3n at h.test:81", "Location: http://h.test:81/t0k3n"))
                        .at("h.test", 81, "t0k3n"));

        assertThat(normalized.body().toLatin1()).isEqualTo("no /{token} at {host}:{port}");
        assertThat(normalized.headers()).containsExactly(new FieldLine("location", "http://{host}:{port}/{token}"));
    }

    @Test
    void takesAnEchoOutOfTheBody() {
        NormalizedResponse normalized = normalize(
                ResponseNormalizer.DEFAULT,
                received(echo(seen("GET", "/t0k3n", new FieldLine("Host", "h.test:81"))))
                        .at("h.test", 81, "t0k3n"));

        assertThat(normalized.body()).isEqualTo(Octets.EMPTY);
        assertThat(normalized.echo()).contains(seen("GET", "/{token}", new FieldLine("Host", "{host}:{port}")));
    }

    @Test
    void anErrorPageIsNoEcho() {
        String body = echo(seen("GET", "/"));
        String json = body.substring(body.indexOf('{'));

        assertThat(normalize(ResponseNormalizer.DEFAULT, received(response(404, json)))
                        .echo())
                .isEmpty();
    }

    @Test
    void replacesNothingWithoutPlaceholders() {
        NormalizedResponse normalized =
                ResponseNormalizer.DEFAULT.normalize(firstOf(received(response(404, "a:1"))), Map.of());

        assertThat(normalized.body().toLatin1()).isEqualTo("a:1");
    }

    private static Response firstOf(ObservationFixture fixture) {
        return fixture.make().transcript().responses().get(0);
    }

    private static NormalizedResponse normalize(ResponseNormalizer normalizer, ObservationFixture fixture) {
        Observation observation = fixture.make();
        return normalizer.normalize(firstOf(fixture), observation.placeholders());
    }
}
