// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One plain GET, to see whether an HTTP server is there at all, and which. Bounded in time and memory. */
final class HttpProbe {

    /** Octets looked at for the head of the response. */
    static final int MAX_HEAD_OCTETS = 64 * 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})");
    private static final Pattern SERVER = Pattern.compile("(?im)^server:[ \\t]*([^\\r\\n]*?)[ \\t]*\\r?$");

    /**
     * What a server answered.
     *
     * @param status the status code
     * @param server the value of the Server field
     */
    record Answer(int status, Optional<String> server) {}

    private HttpProbe() {}

    /**
     * Asks for {@code /}.
     *
     * @throws IOException when there is no server, or it does not answer in HTTP/1.x within the time
     */
    static Answer get(Endpoint endpoint, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket plain = new Socket()) {
            plain.connect(endpoint.address(), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            if (endpoint.tls().isEmpty()) {
                return ask(plain, endpoint, deadline);
            }
            try (SSLSocket tls = (SSLSocket) endpoint.tls()
                    .get()
                    .getSocketFactory()
                    .createSocket(plain, endpoint.host(), endpoint.port(), true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"http/1.1"});
                tls.setSSLParameters(parameters);
                return ask(tls, endpoint, deadline);
            }
        }
    }

    private static Answer ask(Socket socket, Endpoint endpoint, long deadline) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                .formatted(endpoint.host(), endpoint.port());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        String head = head(socket, deadline);
        Matcher status = STATUS_LINE.matcher(head);
        if (!status.lookingAt()) {
            throw new IOException("response must begin with a status line: '%s'"
                    .formatted(Octets.latin1(head.substring(0, Math.min(40, head.length())))));
        }
        Matcher server = SERVER.matcher(head);
        return new Answer(
                Integer.parseInt(status.group(1)), server.find() ? Optional.of(server.group(1)) : Optional.empty());
    }

    private static String head(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (head.length() < MAX_HEAD_OCTETS && head.indexOf("\r\n\r\n") < 0) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("no whole response head in time");
            }
            socket.setSoTimeout((int) left);
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            head.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
        return head.toString();
    }
}
