// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.Arrival;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.Transcript;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What was received on one connection, up to a limit. */
final class Inbox {

    /** Portions whose times are kept one by one; octets of later portions count to the last of them. */
    static final int MAX_ARRIVALS = 4096;

    private static final int FIRST_CAPACITY = 512;

    private final ResponseReader reader;
    private final int limit;
    private final List<Arrival> arrivals = new ArrayList<>(2);
    private byte[] octets = new byte[0];
    private int length;
    private long lastAt;
    private boolean overLimit;
    private @Nullable Transcript last;

    Inbox(int limit, IntFunction<String> methodOf) {
        this.limit = limit;
        this.reader = new ResponseReader(methodOf);
    }

    /** Takes what remains in the buffer, as far as the limit allows. */
    void take(ByteBuffer buffer, long at, long origin) {
        int taken = Math.min(buffer.remaining(), limit - length);
        overLimit = taken < buffer.remaining();
        if (taken > 0) {
            grow(length + taken);
            buffer.get(octets, length, taken);
            if (arrivals.size() < MAX_ARRIVALS) {
                arrivals.add(new Arrival(length, Duration.ofNanos(at - origin)));
            }
            length += taken;
            lastAt = at;
            reader.feed(octets, length - taken, length);
        }
    }

    private void grow(int needed) {
        if (needed > octets.length) {
            long wanted = Math.max(needed, Math.max(FIRST_CAPACITY, 2L * octets.length));
            octets = Arrays.copyOf(octets, (int) Math.max(needed, Math.min(wanted, limit)));
        }
    }

    /** Returns the n-th final response that is complete, or null; {@code ended} tells whether FIN came. */
    @Nullable
    Response response(int index, boolean ended) {
        if (index < reader.completeResponses()) {
            return reader.response(index);
        }
        if (!ended) {
            return null;
        }
        List<Response> all = transcript(true).responses();
        return index < all.size() && all.get(index).complete() ? all.get(index) : null;
    }

    /** Tells whether the last complete response says that the connection will be closed. */
    boolean closeAnnounced() {
        int count = reader.completeResponses();
        return count > 0 && reader.response(count - 1).announcesClose();
    }

    /** Returns the last response that is complete without the end of the connection; there has to be one. */
    Response lastComplete() {
        return reader.response(reader.completeResponses() - 1);
    }

    int completeResponses() {
        return reader.completeResponses();
    }

    /** Returns the messages; nothing may be taken any more. */
    Transcript transcript(boolean ended) {
        Transcript made = last == null ? reader.transcript(ended) : last;
        last = made;
        return made;
    }

    int length() {
        return length;
    }

    /** Returns the time of the last arrival, 0 before the first. */
    long lastAt() {
        return lastAt;
    }

    boolean isOverLimit() {
        return overLimit;
    }

    Octets octets() {
        return Octets.copyOf(octets, 0, length);
    }

    List<Arrival> arrivals() {
        return arrivals;
    }
}
