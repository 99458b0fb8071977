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

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnection.class);
    private static final Dialect STRICT = new Dialect(Dialect.LineFeed.ENDS_LINE, Dialect.Words.BY_SPACE);
    private static final int SMALL = 8 * 1024;

    private final Socket socket;
    private final ScheduledExecutorService watchdog;
    private final Patience patience;
    private byte[] buffer = new byte[SMALL];
    private int filled;
    private int ordinal;
    private boolean continued;
    private Optional<ChunkWatch> watch = Optional.empty();

    EmbeddedConnection(Socket socket, ScheduledExecutorService watchdog, Patience patience) {
        this.socket = socket;
        this.patience = patience;
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
        watch = Optional.empty();
        while (true) {
            if (filled >= wanted && isDue()) {
                Octets octets = Octets.copyOf(buffer, 0, filled);
                Message message = RequestReading.next(octets, 0, STRICT);
                Optional<EmbeddedAnswer> answer = answer(message, octets);
                if (answer.isPresent()) {
                    write(answer.get().toOctets(Instant.now()).toByteArray());
                    drop(message.end());
                    return !answer.get().close();
                }
                watch.ifPresent(ChunkWatch::told);
                askForContent(message);
                wanted = wanted(message);
                watchChunks(message);
            }
            boolean idle = filled == 0;
            since = idle ? System.nanoTime() : since;
            Came came = read(idle ? patience.idle() : remaining(since));
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

    /** Chunks that trickle in are looked at once, and read again when they may be complete. */
    private boolean isDue() {
        return watch.isEmpty() || watch.get().isDue(buffer, filled);
    }

    private void watchChunks(Message message) {
        boolean first = watch.isEmpty() && message.hasHead() && message.framing() == Message.Framing.CHUNKED;
        if (first) {
            watch = Optional.of(new ChunkWatch(message.headEnd()));
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
        Duration left = patience.wholeRequest().minusNanos(System.nanoTime() - since);
        return left.compareTo(patience.idle()) < 0 ? left : patience.idle();
    }

    private Came read(Duration limit) throws IOException {
        if (limit.toMillis() <= 0) {
            return Came.NOTHING_IN_TIME;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        socket.setSoTimeout((int) limit.toMillis());
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
        Future<?> limit =
                watchdog.schedule(() -> close(socket), patience.writing().toMillis(), TimeUnit.MILLISECONDS);
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
        long until = System.nanoTime() + patience.linger().toNanos();
        long left = patience.linger().toMillis();
        while (left > 0) {
            socket.setSoTimeout((int) left);
            if (in.read(buffer) < 0) {
                return;
            }
            left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
    }
}
