// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.schism.client.Endpoint;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The JDK's own {@code com.sun.net.httpserver} with the echo contract, on a free loopback port.
 *
 * <p>It keeps neither the order of fields of different names nor the spelling of names, tells nothing of trailers, and
 * cannot say which request of its connection one is. Safe for use by several threads.
 */
public final class JdkServer implements Server {

    /** Threads that serve exchanges; each is blocked while a request is incomplete. */
    public static final int THREADS = 64;

    /** Longest content: what nginx is configured to let through. */
    public static final int MAX_BODY_OCTETS = 16 * 1024 * 1024;

    private static final int BACKLOG = 4096;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService executor;

    private JdkServer(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Starts a server. It writes head and content apart, so Nagle's algorithm is switched off for it (system property
     * {@value #NO_DELAY}) unless that was decided already.
     *
     * @throws ServerUnavailableException when no port can be bound
     */
    public static JdkServer start() {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            HttpServer server = HttpServer.create(Loopback.anyPort(), BACKLOG);
            AtomicInteger number = new AtomicInteger();
            ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "schism-jdk-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            server.createContext("/", JdkServer::answer);
            server.start();
            return new JdkServer(server, executor);
        } catch (IOException e) {
            throw new ServerUnavailableException("the JDK's server must be able to listen on loopback", e);
        }
    }

    /** A body that cannot be read ends the exchange with an exception, which the JDK turns into a closed connection. */
    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_OCTETS + 1);
        if (body.length > MAX_BODY_OCTETS) {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return;
        }
        byte[] json = EchoJson.write(echo(exchange, body)).toByteArray();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(json.length));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

    private static EchoedRequest echo(HttpExchange exchange, byte[] body) {
        List<FieldLine> headers = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> new FieldLine(field.getKey(), value)))
                .toList();
        return new EchoedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getProtocol(),
                headers,
                Octets.of(body),
                List.of(),
                0,
                Optional.empty());
    }

    @Override
    public ServerIdentity identity() {
        return new ServerIdentity("jdk", System.getProperty("java.version"), ServerIdentity.NONE);
    }

    @Override
    public Endpoint endpoint() {
        return Loopback.endpoint(server.getAddress().getPort());
    }

    @Override
    public int maxConnections() {
        return THREADS;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
