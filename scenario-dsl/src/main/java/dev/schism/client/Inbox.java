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

/** What was received on one connection, up to limits of octets and of parts. */
final class Inbox {

    /** Portions whose times are kept one by one; octets of later portions count to the last of them. */
    static final int MAX_ARRIVALS = 1024;

    private static final int FIRST_CAPACITY = 512;

    /** The method of a request that is not known (yet). */
    private static final String UNKNOWN_METHOD = "GET";

    /** Octets read before their parts are counted. */
    private static final int PORTION = 4096;

    private final ResponseReader reader;
    private final int limit;
    private final int maxParts;
    private final List<Arrival> arrivals = new ArrayList<>(2);
    private byte[] octets = new byte[0];
    private int length;
    private long lastAt;
    private final List<String> told = new ArrayList<>();
    private String exceeded = "";
    private @Nullable Transcript last;
    private boolean lastEnded;

    Inbox(int limit, int maxParts, IntFunction<String> methodOf) {
        this.limit = limit;
        this.maxParts = maxParts;
        this.reader = new ResponseReader(index -> tell(index, methodOf.apply(index)));
    }

    /** Remembers which method the reader was told: a response may come before its request. */
    private String tell(int index, String method) {
        while (told.size() <= index) {
            told.add(UNKNOWN_METHOD);
        }
        told.set(index, method);
        return method;
    }

    /** Takes what remains in the buffer, as far as the limits allow. */
    void take(ByteBuffer buffer, long at, long origin) {
        int taken = Math.min(buffer.remaining(), limit - length);
        if (taken < buffer.remaining()) {
            exceeded = "maxReceivedOctets was exceeded: " + limit;
        }
        if (taken > 0) {
            grow(length + taken);
            if (arrivals.size() < MAX_ARRIVALS) {
                arrivals.add(new Arrival(length, Duration.ofNanos(at - origin)));
            }
            lastAt = at;
            read(buffer, length + taken);
        }
    }

    private void read(ByteBuffer buffer, int end) {
        while (length < end) {
            int portion = Math.min(PORTION, end - length);
            buffer.get(octets, length, portion);
            reader.feed(octets, length, length + portion);
            length += portion;
            if (reader.parts() > maxParts) {
                exceeded = "maxParts was exceeded: " + maxParts;
                return;
            }
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

    /** Returns the first interim response that begins behind an offset, or null. */
    @Nullable
    Response interimBehind(int offset) {
        for (int i = 0; i < reader.interimResponses(); i++) {
            Response interim = reader.interimResponse(i);
            if (interim.start() > offset) {
                return interim;
            }
        }
        return null;
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

    /**
     * Returns the messages as they follow from the octets and from all methods that were sent in the end, so that a
     * stored observation has the same; nothing may be taken any more.
     */
    Transcript transcript(boolean ended, List<String> methods) {
        return wasToldRight(methods) ? transcript(ended) : ResponseReader.read(octets(), methods, ended);
    }

    private boolean wasToldRight(List<String> methods) {
        for (int i = 0; i < told.size(); i++) {
            if (!told.get(i).equals(i < methods.size() ? methods.get(i) : UNKNOWN_METHOD)) {
                return false;
            }
        }
        return true;
    }

    private Transcript transcript(boolean ended) {
        Transcript made = last == null || lastEnded != ended ? reader.transcript(ended) : last;
        last = made;
        lastEnded = ended;
        return made;
    }

    int length() {
        return length;
    }

    /** Returns the time of the last arrival, 0 before the first. */
    long lastAt() {
        return lastAt;
    }

    /** Returns which limit was exceeded, and its value; empty where none was. */
    String exceeded() {
        return exceeded;
    }

    Octets octets() {
        return Octets.copyOf(octets, 0, length);
    }

    List<Arrival> arrivals() {
        return arrivals;
    }
}
