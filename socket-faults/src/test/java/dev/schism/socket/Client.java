// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clients that the matrix is made of. Each does one request on a connection of its own and returns the body. */
enum Client {
    SOCKET(Ability.TLS_AND_VIRTUAL, RawClients::socket),
    SOCKET_CHANNEL(Ability.VIRTUAL, RawClients::channel),
    SELECTOR(Ability.PLAIN, RawClients::selector),
    ASYNCHRONOUS_CHANNEL(Ability.PLAIN, RawClients::asynchronous),
    HTTP_URL_CONNECTION(Ability.TLS_AND_VIRTUAL, LibraryClients::httpUrlConnection),
    JDK_HTTP_CLIENT(Ability.TLS_AND_VIRTUAL, LibraryClients::httpClient),
    OKHTTP(Ability.TLS_AND_VIRTUAL, LibraryClients::okHttp),
    APACHE_5(Ability.TLS_AND_VIRTUAL, LibraryClients::apache),
    APACHE_5_ASYNC(Ability.TLS, LibraryClients::apacheAsync),
    NETTY_NIO(Ability.TLS, NettyClients::nio),
    NETTY_EPOLL(Ability.TLS, NettyClients::epoll);

    private final Ability ability;
    private final Exchange exchange;

    Client(Ability ability, Exchange exchange) {
        this.ability = ability;
        this.exchange = exchange;
    }

    boolean tls() {
        return ability == Ability.TLS || ability == Ability.TLS_AND_VIRTUAL;
    }

    boolean virtual() {
        return ability == Ability.VIRTUAL || ability == Ability.TLS_AND_VIRTUAL;
    }

    byte[] run(Call call) throws IOException {
        if (!call.virtual()) {
            return exchange.run(call);
        }
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        virtualThread(() -> {
            try {
                body.complete(exchange.run(call));
            } catch (IOException | RuntimeException | Error e) {
                body.completeExceptionally(e);
            }
        });
        return of(body, call.timeout().multipliedBy(2));
    }

    byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
        return run(Call.get(host, port, octets, timeout));
    }

    byte[] get(HttpFixture server, int octets) throws IOException {
        return get("127.0.0.1", server.port(), octets, Duration.ofSeconds(10));
    }

    /** Starts a virtual thread; this is compiled for JDK 17, which has none. */
    static void virtualThread(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T of(Future<T> future, Duration timeout) throws IOException {
        try {
            return future.get(timeout.toMillis() + 2_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** What a client can do besides plain TCP. */
    private enum Ability {
        PLAIN,
        TLS,
        VIRTUAL,
        TLS_AND_VIRTUAL
    }

    /** How a client does a request. */
    @FunctionalInterface
    private interface Exchange {
        byte[] run(Call call) throws IOException;
    }
}
