// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.Octets;
import dev.schism.wire.request.Chunk;
import dev.schism.wire.request.Dialect;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestReading;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the embedded server. Used by one thread. */
final class EmbeddedConnection {

    /** Longest silence of the client. */
    static final Duration IDLE = Duration.ofSeconds(10);

    /** Longest time from the first octet of a request to its last one. */
    static final Duration WHOLE_REQUEST = Duration.ofSeconds(20);

    /** Longest time in which a client takes one response. */
    static final Duration WRITING = Duration.ofSeconds(10);

    /** Longest time in which octets are read and dropped after the last response, so that no reset destroys it. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnection.class);
    private static final Dialect STRICT = new Dialect(Dialect.LineFeed.ENDS_LINE, Dialect.Words.BY_SPACE);
    private static final int SMALL = 8 * 1024;

    private final Socket socket;
    private final ScheduledExecutorService watchdog;
    private byte[] buffer = new byte[SMALL];
    private int filled;
    private int ordinal;
    private boolean continued;

    EmbeddedConnection(Socket socket, ScheduledExecutorService watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close in order", e);
        }
    }

    /** Serves requests until either side ends the connection. */
    void serve() {
        try {
            socket.setTcpNoDelay(true);
            boolean open = true;
            while (open) {
                open = serveOne();
            }
            linger();
        } catch (IOException e) {
            LOG.debug("a connection of the embedded server ended: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the embedded server must serve whatever is sent", e);
        }
    }

    private boolean serveOne() throws IOException {
        continued = false;
        long since = System.nanoTime();
        int wanted = 1;
        while (true) {
            if (filled >= wanted) {
                Octets octets = Octets.copyOf(buffer, 0, filled);
                Message message = RequestReading.next(octets, 0, STRICT);
                Optional<EmbeddedAnswer> answer = answer(message, octets);
                if (answer.isPresent()) {
                    write(answer.get().toOctets(Instant.now()).toByteArray());
                    drop(message.end());
                    return !answer.get().close();
                }
                askForContent(message);
                wanted = wanted(message);
            }
            boolean idle = filled == 0;
            since = idle ? System.nanoTime() : since;
            Came came = read(idle ? IDLE : remaining(since));
            if (came != Came.OCTETS) {
                return came == Came.NOTHING_IN_TIME && timedOut();
            }
        }
    }

    private Optional<EmbeddedAnswer> answer(Message message, Octets octets) {
        Optional<EmbeddedAnswer> refusal = EmbeddedRules.refusal(message, octets);
        if (refusal.isPresent() || !message.isComplete()) {
            return refusal;
        }
        return Optional.of(EmbeddedAnswer.echo(message, ++ordinal));
    }

    private void askForContent(Message message) throws IOException {
        boolean asked = message.hasHead()
                && message.isHttp11()
                && message.members("expect").contains("100-continue")
                && filled == message.headEnd();
        if (asked && !continued) {
            continued = true;
            write(EmbeddedAnswer.CONTINUE);
        }
    }

    /** Returns how many octets there must be for reading the request again to be worth while. */
    private int wanted(Message message) {
        long least = filled + 1L;
        if (message.framing() == Message.Framing.LENGTH && message.hasHead()) {
            least = message.headEnd() + message.contentLength().clamped();
        } else if (message.framing() == Message.Framing.CHUNKED && message.hasHead()) {
            List<Chunk> chunks = message.body().chunks();
            Chunk last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
            least = last == null ? least : Math.max(least, last.start() + last.size());
        }
        return (int) Math.min(Integer.MAX_VALUE, least);
    }

    private enum Came {
        OCTETS,
        END,
        NOTHING_IN_TIME
    }

    private Duration remaining(long since) {
        Duration left = WHOLE_REQUEST.minusNanos(System.nanoTime() - since);
        return left.compareTo(IDLE) < 0 ? left : IDLE;
    }

    private Came read(Duration patience) throws IOException {
        if (patience.toMillis() <= 0) {
            return Came.NOTHING_IN_TIME;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        socket.setSoTimeout((int) patience.toMillis());
        try {
            int count = socket.getInputStream().read(buffer, filled, buffer.length - filled);
            filled += Math.max(0, count);
            return count < 0 ? Came.END : Came.OCTETS;
        } catch (SocketTimeoutException e) {
            return Came.NOTHING_IN_TIME;
        }
    }

    private boolean timedOut() throws IOException {
        if (filled > 0) {
            write(EmbeddedAnswer.refusal(408, true).toOctets(Instant.now()).toByteArray());
        }
        return false;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
        if (filled <= SMALL && buffer.length > SMALL) {
            buffer = Arrays.copyOf(buffer, SMALL);
        }
    }

    private void write(byte[] octets) throws IOException {
        Future<?> limit = watchdog.schedule(() -> close(socket), WRITING.toMillis(), TimeUnit.MILLISECONDS);
        try {
            socket.getOutputStream().write(octets);
        } finally {
            limit.cancel(false);
        }
    }

    /** Ends this side first and reads on for a while (RFC 9112 §9.6). */
    private void linger() throws IOException {
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        long until = System.nanoTime() + LINGER.toNanos();
        long left = LINGER.toMillis();
        while (left > 0) {
            socket.setSoTimeout((int) left);
            if (in.read(buffer) < 0) {
                return;
            }
            left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
    }
}
