// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that means harm: its first connections with an answer are served well, by an embedded server behind it, and
 * all later ones get what its mode says. {@code main} runs it alone: mode, number of good connections, port.
 */
public final class HostileServer implements AutoCloseable {

    /** What the later connections get once they have sent something. */
    public enum Mode {
        ENDLESS_HEAD("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
        ENDLESS_LINE("HTTP/1.1 200 OK\r\nX: ", "y"),
        ENDLESS_CONTENT("HTTP/1.1 200 OK\r\n\r\n", "content "),
        ENDLESS_CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5", ";x=y"),
        ENDLESS_TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"),
        ENDLESS_CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ENDLESS_INTERIM("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        ENDLESS_RESPONSES("", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        HUGE_LENGTH("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", "content "),
        RESET("", ""),
        SILENCE("", ""),
        HALF_RESPONSE("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", ""),
        DRIP("", "HTTP/1.1 200 OK\r\nX: " + "y".repeat(500)),
        GARBAGE("", "\u0001\u00fe\u0080garbage\u0007\u001b"),
        NULS("", "\0"),
        DEEP_ECHO("", ""),
        MARKUP("", ""),
        CLOSES("", "");

        private final String once;
        private final String again;

        Mode(String once, String again) {
            this.once = once;
            this.again = again;
        }

        boolean isEndless() {
            return name().startsWith("ENDLESS") || this == HUGE_LENGTH || this == GARBAGE || this == NULS;
        }
    }

    private static final int DRIP_MILLIS = 100;

    private final Mode mode;
    private final ServerSocket listener;
    private final EmbeddedServer behind = EmbeddedServer.start();
    private final AtomicLong good;
    private final AtomicLong taken = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HostileServer(Mode mode, long good, ServerSocket listener) {
        this.mode = mode;
        this.good = new AtomicLong(good);
        this.listener = listener;
    }

    /** Starts one that serves that many connections well. */
    public static HostileServer start(Mode mode, long good) {
        return start(mode, good, 0);
    }

    private static HostileServer start(Mode mode, long good, int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(Loopback.HOST, port), 1024);
            HostileServer server = new HostileServer(mode, good, listener);
            server.daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("port must be free", e);
        }
    }

    /** Serves until it is killed. */
    public static void main(String... arguments) throws InterruptedException {
        Mode mode = Mode.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        try (HostileServer server = start(mode, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]))) {
            server.closed.await();
        }
    }

    public Endpoint endpoint() {
        return Loopback.endpoint(listener.getLocalPort());
    }

    /** Returns the number of connections taken until now. */
    public long connections() {
        return taken.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                taken.incrementAndGet();
                boolean harmless = good.get() > 0;
                daemon(() -> serve(socket, harmless));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket, boolean harmless) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (harmless) {
                relay(socket);
            } else {
                harm(socket);
            }
        } catch (IOException | InterruptedException e) {
            // the client has left
        } finally {
            open.remove(socket);
        }
    }

    private void relay(Socket client) throws IOException, InterruptedException {
        try (Socket upstream = new Socket()) {
            upstream.connect(behind.endpoint().address());
            upstream.setTcpNoDelay(true);
            Thread back = daemon(() -> answer(upstream, client));
            copy(client, upstream);
            back.join();
        }
    }

    /** Takes the answer back; only a connection with one counts. */
    private void answer(Socket upstream, Socket client) {
        try {
            byte[] first = new byte[65536];
            int count = upstream.getInputStream().read(first);
            if (count > 0) {
                good.decrementAndGet();
                client.getOutputStream().write(first, 0, count);
            }
        } catch (IOException e) {
            reset(client);
        }
        copy(upstream, client);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed before
        }
    }

    private void harm(Socket socket) throws IOException, InterruptedException {
        if (mode == Mode.RESET) {
            reset(socket);
            return;
        }
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        if (in.read(new byte[65536]) < 0 || mode == Mode.CLOSES) {
            return;
        }
        out.write(octets(mode.once));
        if (mode.isEndless()) {
            byte[] portion = octets(mode.again.repeat(16384 / mode.again.length()));
            while (!listener.isClosed()) {
                out.write(portion);
            }
        } else if (mode == Mode.DRIP) {
            drip(out);
        } else if (mode == Mode.DEEP_ECHO) {
            String deep = "{\"schism-echo\":1,\"method\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
            out.write(octets(whole("application/json", deep)));
        } else if (mode == Mode.MARKUP) {
            String markup = "<script>alert(1)</script>\u001b[2J\u001b]0;owned\u0007]]>&\"'`|";
            out.write(octets(whole(markup, markup)));
        }
        // says nothing more, and reads on
        in.transferTo(OutputStream.nullOutputStream());
        closed.await(1, TimeUnit.MINUTES);
    }

    private static String whole(String value, String content) {
        return "HTTP/1.1 200 " + (value.contains("<") ? value : "OK") + "\r\nServer: " + value + "\r\nContent-Type: "
                + value + "\r\nX: " + value + "\r\nContent-Length: " + content.length() + "\r\n\r\n" + content;
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        for (byte octet : octets(mode.again)) {
            out.write(octet);
            if (closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-" + mode);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            // it is closed in any case
        }
        open.forEach(HostileServer::reset);
        behind.close();
    }
}
