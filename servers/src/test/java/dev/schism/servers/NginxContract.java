// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of every nginx that is started for echoing, whatever it runs in. */
interface NginxContract {

    /** The server that echoes. */
    Server nginx();

    /** What speaks to it. */
    WireFixture wire();

    /** Starts a server that answers by itself. */
    Server startOrigin();

    @Test
    default void echoesWellFormedRequests() {
        EchoedRequest get =
                wire().echo(nginx().endpoint(), "GET /a?b=%20c HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-one: 2\r\n\r\n");
        assertThat(get.method()).isEqualTo("GET");
        assertThat(get.target()).isEqualTo("/a?b=%20c");
        assertThat(get.version()).isEqualTo("HTTP/1.1");
        assertThat(get.headers())
                .containsExactly(new FieldLine("Host", "h"), new FieldLine("X-One", "1"), new FieldLine("x-one", "2"));
        assertThat(get.ordinal()).isEqualTo(1);
        assertThat(get.raw()).get().asString().startsWith("GET /a?b=%20c HTTP/1.1");

        EchoedRequest post =
                wire().echo(nginx().endpoint(), "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(post.body()).isEqualTo(Octets.latin1("hello"));

        EchoedRequest chunked = wire().echo(
                        nginx().endpoint(),
                        "PUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;e=1\r\nde\r\n0\r\n\r\n");
        assertThat(chunked.body()).isEqualTo(Octets.latin1("abcde"));
    }

    @Test
    default void echoesOldVersionsAndForms() {
        Observation old = wire().send(nginx().endpoint(), "GET /old HTTP/1.0\r\n\r\n", 1);
        EchoedRequest echo = WireFixture.echo(old.transcript().responses().get(0));
        assertThat(echo.version()).isEqualTo("HTTP/1.0");
        assertThat(FieldLine.values(echo.headers(), "Host")).isEmpty();
        assertThat(old.end()).isEqualTo(ConnectionEnd.FIN);

        Observation oldest = wire().send(nginx().endpoint(), "GET /oldest\r\n", 1);
        assertThat(oldest.received().toLatin1()).contains("HTTP/0.9").doesNotStartWith("HTTP/1.1");

        EchoedRequest absolute = wire().echo(nginx().endpoint(), "GET http://other/abs HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(absolute.target()).isEqualTo("/abs");
        assertThat(FieldLine.values(absolute.headers(), "Host")).containsExactly("h");
    }

    @Test
    default void answersHeadWithoutContent() {
        Observation seen = wire().send(
                        nginx().endpoint(), "HEAD / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 2);

        List<Response> responses = seen.transcript().responses();
        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).content()).isEqualTo(Octets.EMPTY);
        assertThat(responses.get(0).header("Content-Length")).isPresent();
        assertThat(WireFixture.echo(responses.get(1)).ordinal()).isEqualTo(2);
    }

    @Test
    default void keepsAConnectionAlive() {
        Step get = WireFixture.sending("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Step await = new Step.AwaitResponse(Duration.ofSeconds(5));
        Observation seen = wire().run(
                        nginx().endpoint(),
                        new Scenario("alive", List.of(), List.of(get, await, get, await, get, await)));

        assertThat(seen.transcript().responses())
                .extracting(response -> WireFixture.echo(response).ordinal())
                .containsExactly(1, 2, 3);
        assertThat(seen.end()).isEqualTo(ConnectionEnd.OPEN);
    }

    @Test
    default void answersAfterHalfClose() {
        Observation seen = wire().run(
                        nginx().endpoint(),
                        Scenario.named("fin")
                                .step(WireFixture.sending("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok"))
                                .step(new Step.HalfClose())
                                .await(Duration.ofSeconds(5))
                                .build());

        assertThat(WireFixture.echo(seen.transcript().responses().get(0)).body())
                .isEqualTo(Octets.latin1("ok"));
        assertThat(seen.end()).isEqualTo(ConnectionEnd.FIN);
    }

    /** Nobody but nginx says what nginx understood. */
    @Test
    default void isNotFooledByItsOwnFields() {
        EchoedRequest echo = wire().echo(
                        nginx().endpoint(),
                        "GET / HTTP/1.0\r\nHost: h\r\nSchism-Version: HTTP/7.7\r\nSchism-Ordinal: 99\r\nschism-x: 1\r\n\r\n");

        assertThat(echo.version()).isEqualTo("HTTP/1.0");
        assertThat(echo.ordinal()).isEqualTo(1);
        assertThat(echo.headers()).containsExactly(new FieldLine("Host", "h"));
    }

    @Test
    default void answersByItselfInOriginMode() {
        try (Server origin = startOrigin()) {
            Observation root = wire().send(origin.endpoint(), "GET /any HTTP/1.1\r\nHost: h\r\n\r\n", 1);
            assertThat(root.transcript().responses().get(0).content()).isEqualTo(Octets.latin1("ok\n"));

            Observation file = wire().send(origin.endpoint(), "GET /static.txt HTTP/1.1\r\nHost: h\r\n\r\n", 1);
            Response response = file.transcript().responses().get(0);
            assertThat(response.content()).isEqualTo(Octets.latin1(NginxConfiguration.STATIC_CONTENT));
            assertThat(response.header("ETag")).isPresent();
            assertThat(origin.identity().configurationHash())
                    .isNotEqualTo(nginx().identity().configurationHash());
        }
    }
}
