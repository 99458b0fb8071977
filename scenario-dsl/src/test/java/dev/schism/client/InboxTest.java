// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Octets;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.Transcript;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final String HEAD = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Outbox outbox = new Outbox();
    private final Inbox inbox = new Inbox(1 << 20, 1000, outbox::method);

    @Test
    void aResponseBeforeItsRequestIsReadAsTheStoredOneWillBe() {
        receive(OK);
        send(HEAD);

        assertThat(inbox.transcript(false, outbox.methods())).isEqualTo(stored(false));
    }

    @Test
    void howTheConnectionEndedCountsOnlyInTheEnd() {
        send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        receive("HTTP/1.1 200 OK\r\n\r\nuntil the end");

        assertThat(inbox.response(0, true)).isNotNull();
        assertThat(inbox.transcript(false, outbox.methods())).isEqualTo(stored(false));
    }

    /** Positive numbers choose what is sent, negative ones what is received. */
    @Property
    void liveAndStoredAreTheSame(@ForAll("moves") List<String> moves, @ForAll boolean ended, @ForAll boolean looks) {
        Outbox sending = new Outbox();
        Inbox receiving = new Inbox(1 << 20, 1000, sending::method);
        for (String move : moves) {
            if (move.endsWith("Host: a\r\n\r\n")) {
                sending.begin(Octets.latin1(move));
                sending.wrote(move.length(), 0);
            } else {
                receiving.take(Octets.latin1(move).buffer(), 0, 0);
            }
            if (looks) {
                receiving.response(0, false);
            }
        }
        if (looks) {
            receiving.response(0, !ended);
        }

        assertThat(receiving.transcript(ended, sending.methods()))
                .isEqualTo(ResponseReader.read(receiving.octets(), sending.methods(), ended));
    }

    @Provide
    Arbitrary<List<String>> moves() {
        return Arbitraries.of(
                        HEAD,
                        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
                        OK,
                        OK + OK,
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "HTTP/1.1 101 Switching\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
                        "HTTP/1.1 204 None\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n\r\nuntil the end",
                        "HTTP/1.1 2",
                        "junk")
                .list()
                .ofMaxSize(8);
    }

    private void send(String request) {
        outbox.begin(Octets.latin1(request));
        outbox.wrote(request.length(), 0);
    }

    private void receive(String octets) {
        ByteBuffer buffer = Octets.latin1(octets).buffer();
        inbox.take(buffer, 0, 0);
    }

    private Transcript stored(boolean ended) {
        return ResponseReader.read(inbox.octets(), outbox.methods(), ended);
    }
}
