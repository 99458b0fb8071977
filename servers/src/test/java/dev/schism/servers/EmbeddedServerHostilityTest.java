// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that stall, trickle, flood or vanish get their answer in bounded time, and the next one is served. */
@Timeout(60)
class EmbeddedServerHostilityTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int READ_TIMEOUT_MILLIS = 20_000;
    private static final Duration LONG = Duration.ofSeconds(30);
    /** An idle connection is closed without a word, so that the request has to begin before that. */
    private static final Duration LONG_ENOUGH_TO_BEGIN = Duration.ofSeconds(2);

    private static final Duration SHORT = Duration.ofMillis(300);

    private EmbeddedServer server = EmbeddedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(Patience patience) {
        server.close();
        server = EmbeddedServer.start(patience);
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private void assertServes() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(all(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void stalledRequestGets408() throws IOException {
        restart(new Patience(LONG_ENOUGH_TO_BEGIN, LONG, LONG, SHORT));

        try (Socket socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHo");
            assertThat(all(socket)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
        }
    }

    @Test
    void idleConnectionIsClosedWithoutAWord() throws IOException {
        restart(new Patience(SHORT, LONG, LONG, SHORT));

        try (Socket socket = connect()) {
            assertThat(all(socket)).isEmpty();
        }
    }

    @Test
    void trickleGets408AfterTheWholeTimeHoweverShortItsPauses() throws IOException {
        restart(new Patience(LONG, SHORT, LONG, LONG));

        try (Socket socket = connect()) {
            send(socket, CHUNKED);
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(5);
            StringBuilder answer = new StringBuilder();
            while (answer.length() < 12) {
                send(socket, "1\r\na\r\n");
                answer.append(arrived(in));
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 408");
        }
    }

    /** Returns what has arrived after at most a few milliseconds. */
    private static String arrived(InputStream in) throws IOException {
        try {
            byte[] octets = new byte[1024];
            int count = in.read(octets);
            return count < 0 ? "" : new String(octets, 0, count, StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    @Test
    void clientThatTakesNoAnswerIsCutOff() throws IOException {
        restart(new Patience(LONG, LONG, SHORT, SHORT));
        String request = HEAD + "Content-Length: 1000000\r\n\r\n" + "c".repeat(1_000_000);

        try (Socket socket = connect()) {
            IOException cut = null;
            for (int i = 0; i < 100 && cut == null; i++) {
                cut = failure(socket, request);
            }
            assertThat(cut).isNotNull();
        }
        assertServes();
    }

    private static @Nullable IOException failure(Socket socket, String text) {
        try {
            send(socket, text);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void chunksThatTrickleInAreDecodedInLinearTime() throws IOException {
        restart(new Patience(LONG, LONG, LONG, SHORT));
        int chunks = 4000;
        try (Socket socket = connect()) {
            send(socket, CHUNKED.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            OutputStream out = socket.getOutputStream();
            byte[] trickle =
                    ("1\r\na\r\n".repeat(chunks) + "0\r\nX-T: v\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (byte octet : trickle) {
                out.write(octet);
            }
            String answer = all(socket);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            assertThat(answer).contains("YWFh".repeat(chunks / 3));
        }
    }

    @Test
    void endlessChunksAndFieldsAreRefused() throws IOException {
        try (Socket socket = connect()) {
            send(socket, CHUNKED + "5;" + "e".repeat(20_000) + "\r\n");
            assertThat(all(socket)).startsWith("HTTP/1.1 400 ");
        }
        try (Socket socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(12_000));
            assertThat(all(socket)).startsWith("HTTP/1.1 431 ");
        }
        try (Socket socket = connect()) {
            send(socket, CHUNKED + "0\r\n" + "X: y\r\n".repeat(1500));
            assertThat(all(socket)).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void malformedChunksThatTrickleInAreRefusedAtTheFault() throws IOException {
        for (String fault : new String[] {"x", "5\n", "1\r\naX", "5;\r\r", "0\r\nX : y\r\n\r\n"}) {
            try (Socket socket = connect()) {
                send(socket, CHUNKED);
                for (char octet : fault.toCharArray()) {
                    send(socket, String.valueOf(octet));
                }
                send(socket, "\r\n");
                assertThat(all(socket)).as(fault).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void resetsInTheMiddleHarmNobody() throws IOException {
        for (int i = 0; i < 300; i++) {
            try (Socket socket = connect()) {
                send(socket, i % 2 == 0 ? CHUNKED + "5\r\nhe" : HEAD + "X");
                socket.setSoLinger(true, 0);
            }
        }
        assertServes();
    }
}
