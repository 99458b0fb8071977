// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Match;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said on one connection, in both directions, and how it ended. Nothing here throws for what a peer does. */
final class Conversation {

    private final Loop loop;
    private final Waiting waiting;
    private final long origin;
    private final Outbox outbox = new Outbox();
    private final Inbox inbox;
    private @Nullable Link link;
    private long establishedAt = -1;
    private long lookedAt;
    private long halfClosedAt = -1;
    private boolean latencyIsMeaningful = true;
    private int responsesTaken;
    private int lastTaken = -1;
    private @Nullable SentinelExchange sentinel;
    private @Nullable ConnectionEnd end;
    private @Nullable String error;

    Conversation(Loop loop, Waiting waiting, long origin) {
        this.loop = loop;
        this.waiting = waiting;
        this.origin = origin;
        this.inbox =
                new Inbox(loop.options().maxReceivedOctets(), loop.options().maxParts(), outbox::method);
    }

    /** Begins to connect; false where that has to be tried again. */
    boolean dial(Endpoint endpoint) throws IOException {
        if (link == null) {
            try {
                link = Link.dial(endpoint);
                error = null;
            } catch (IOException e) {
                if (!Dialer.isBacklogFull(endpoint.address(), e)) {
                    throw e;
                }
                note("connection attempt was repeated: " + e.getMessage());
            }
        }
        return link != null;
    }

    boolean isDialled() {
        return link != null;
    }

    Link link() {
        if (link == null) {
            throw new AssertionError("connection must be dialled first");
        }
        return link;
    }

    /** Takes note of the connection being there; TLS may have read ahead. */
    void established(long now) {
        establishedAt = now;
        if (link().transport().holdsMore()) {
            receive();
        }
    }

    boolean isEstablished() {
        return establishedAt >= 0;
    }

    /** Writes what the channel takes and returns how much that was; where it takes nothing any more that is an end. */
    int send(ByteBuffer octets) {
        try {
            int count = link().transport().write(octets);
            outbox.wrote(count, loop.now());
            return count;
        } catch (IOException e) {
            broken(e);
            return 0;
        }
    }

    /** Sends a request of our own; what comes from here on is no octet of the scenario. */
    void ask(SentinelExchange question) {
        sentinel = question;
        try {
            question.wrote(link().transport().write(question.request().buffer()));
        } catch (IOException e) {
            broken(e);
        }
    }

    /** Writes what was held back, then reads what is there. */
    void goOn() {
        if (isEstablished()) {
            try {
                link().transport().flush();
            } catch (IOException e) {
                broken(e);
            }
            receive();
        }
    }

    /** Ends the sending side, once. */
    void halfClose() {
        if (!isHalfClosed()) {
            try {
                link().transport().halfClose();
            } catch (IOException e) {
                broken(e);
            }
            halfClosedAt = loop.now();
        }
    }

    boolean isHalfClosed() {
        return halfClosedAt >= 0;
    }

    /** Says that what comes from here on is no measure of the server's latency. */
    void ignoreLatency() {
        latencyIsMeaningful = false;
    }

    private void receive() {
        ByteBuffer buffer = loop.buffer();
        Transport transport = link().transport();
        lookedAt = loop.now();
        try {
            int count = 0;
            do {
                buffer.clear();
                count = end == null ? transport.read(buffer) : 0;
                if (count > 0) {
                    take(buffer.flip());
                }
            } while (count > 0 && (transport.holdsMore() || count == buffer.capacity()));
            if (count < 0) {
                end = ConnectionEnd.FIN;
                transport.irregularEnd().ifPresent(this::note);
            }
        } catch (IOException e) {
            fail(Ends.ofRead(e), e);
        }
    }

    private void take(ByteBuffer octets) {
        if (sentinel != null) {
            sentinel.take(octets);
            return;
        }
        long now = loop.now();
        boolean first = inbox.length() == 0;
        inbox.take(octets, now, origin);
        if (first && outbox.total() > 0 && latencyIsMeaningful) {
            waiting.answered(Duration.ofNanos(now - outbox.lastAt()));
        }
        if (!inbox.exceeded().isEmpty()) {
            end = ConnectionEnd.OPEN;
            note(inbox.exceeded());
        }
    }

    /** A write failed: keeps what came before that, then tells how the peer ended the connection. */
    private void broken(IOException failure) {
        receive();
        if (end == null || (end == ConnectionEnd.FIN && !Ends.isBrokenPipe(failure))) {
            end = null;
            fail(Ends.ofWrite(failure), failure);
        }
    }

    /** Takes note of a failure, unless the connection had ended before. */
    void fail(ConnectionEnd how, Throwable failure) {
        if (end == null) {
            end = how;
            if (how != ConnectionEnd.RST) {
                note(Ends.describe(failure));
            }
        }
    }

    void note(String text) {
        error = text;
    }

    /** Leaves the connection; {@code how} counts where it has not ended yet. */
    void leave(ConnectionEnd how, boolean reset) {
        end = end == null ? how : end;
        if (link != null && reset) {
            link.reset();
        } else if (link != null) {
            link.close();
        }
    }

    /** Takes the next complete final response, or null where there is none (yet). */
    @Nullable
    Response nextResponse() {
        Response response = peek();
        return response == null ? null : taken(response);
    }

    private @Nullable Response peek() {
        return inbox.response(responsesTaken, end == ConnectionEnd.FIN);
    }

    private Response taken(Response response) {
        responsesTaken += response.isInterim() ? 0 : 1;
        lastTaken = response.start();
        return response;
    }

    /**
     * Takes the next response, interim or final, that satisfies a match, and passes over interim ones that do not. A
     * final one that does not is returned without being taken. Null where there is neither (yet).
     */
    @Nullable
    Response nextOfAnyKind(Match match) {
        Response last = peek();
        Response interim = inbox.interimBehind(lastTaken);
        while (interim != null && (last == null || interim.start() < last.start())) {
            taken(interim);
            if (match.test(interim)) {
                return interim;
            }
            interim = inbox.interimBehind(lastTaken);
        }
        return last != null && match.test(last) ? taken(last) : last;
    }

    /** Tells whether the connection has ended, or is to be read no further. */
    boolean hasEnded() {
        return end != null;
    }

    ConnectionEnd end() {
        return end == null ? ConnectionEnd.FAILED : end;
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * Returns the time at which the channel was last looked at. Silence is measured up to there: in a loop that was
     * held up, octets may wait that nobody has looked for yet.
     */
    long lookedAt() {
        return lookedAt;
    }

    /** Returns the time of the last octet in either direction, of our FIN, or of the connection's begin. */
    long lastActivity() {
        return Math.max(Math.max(establishedAt, halfClosedAt), Math.max(inbox.lastAt(), outbox.lastAt()));
    }

    long establishedAt() {
        return establishedAt;
    }

    Inbox inbox() {
        return inbox;
    }

    Outbox outbox() {
        return outbox;
    }
}
