// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests that nginx forwards on one connection. Nginx writes well-formed messages, so whatever else comes
 * is malformed and ends the connection. Used by one thread.
 */
final class ForwardedRequestReader {

    /** Longest head: nginx itself accepts 8 KiB a line and 32 KiB in all by default. */
    static final int MAX_HEAD_OCTETS = 256 * 1024;

    /** Longest request: the 16 MiB of content that nginx lets through, with room for the head and chunked coding. */
    static final int MAX_REQUEST_OCTETS = 18 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 4096;
    private static final int KEPT_CAPACITY = 64 * 1024;
    private static final int MAX_LENGTH_DIGITS = 9;

    /** What the octets received so far amount to. */
    sealed interface Progress {
        /** Not a whole request yet. */
        record Incomplete() implements Progress {}

        /** A whole request, taken out of the reader. */
        record Complete(ForwardedRequest request) implements Progress {}

        /** Nothing that nginx would send. */
        record Malformed(String reason) implements Progress {}
    }

    private static final Progress INCOMPLETE = new Progress.Incomplete();

    private final OctetBudget budget;
    private byte[] buffer = new byte[0];
    private int size;
    private int scanned;
    private int at;
    private @Nullable ForwardedHead head;
    private boolean continued;
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    ForwardedRequestReader(OctetBudget budget) {
        this.budget = budget;
    }

    /** Takes the remaining octets; false where a limit does not allow it. */
    boolean receive(ByteBuffer octets) {
        int needed = size + octets.remaining();
        if (needed > MAX_REQUEST_OCTETS || !grow(needed)) {
            return false;
        }
        int count = octets.remaining();
        octets.get(buffer, size, count);
        size += count;
        return true;
    }

    /** Looks for a whole request in what was received. */
    Progress next() {
        ForwardedHead known = head;
        if (known == null) {
            int end = endOfHead();
            if (end < 0) {
                return size > MAX_HEAD_OCTETS ? malformed("head longer than " + MAX_HEAD_OCTETS) : INCOMPLETE;
            }
            Optional<ForwardedHead> parsed = ForwardedHead.parse(text(0, end));
            if (parsed.isEmpty()) {
                return malformed("no request line or a field without a name");
            }
            known = parsed.get();
            head = known;
        }
        return known.chunked() ? chunked(known) : sized(known);
    }

    /** Gives the buffered octets back to the budget; the reader is not used afterwards. */
    void release() {
        budget.release(buffer.length);
        buffer = new byte[0];
        size = 0;
    }

    private Progress sized(ForwardedHead known) {
        String length = known.first("Content-Length").orElse("0");
        if (length.isEmpty()
                || !length.chars().allMatch(c -> c >= '0' && c <= '9')
                || withoutZeros(length).length() > MAX_LENGTH_DIGITS) {
            return malformed("content-length " + length);
        }
        int end = at + Integer.parseInt("0" + withoutZeros(length));
        if (end > MAX_REQUEST_OCTETS) {
            return malformed("content longer than allowed: " + length);
        }
        return end > size ? INCOMPLETE : complete(known, Octets.copyOf(buffer, at, end), List.of(), end);
    }

    private static String withoutZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }

    /** Tells, once for each request, whether 100 is expected before content that is not there (RFC 9110 §10.1.1). */
    boolean awaitsContinue() {
        ForwardedHead known = head;
        boolean awaited = known != null && known.expectsContinue() && at == size && !continued;
        continued |= awaited;
        return awaited;
    }

    private Progress chunked(ForwardedHead known) {
        while (true) {
            int lineEnd = indexOfLf(at);
            if (lineEnd < 0) {
                return INCOMPLETE;
            }
            int length = chunkSize(text(at, lineEnd));
            if (length < 0) {
                return malformed("chunk size");
            }
            if (length == 0) {
                return trailers(known, lineEnd + 1);
            }
            int dataEnd = lineEnd + 1 + length;
            if (dataEnd + 2 > size) {
                return INCOMPLETE;
            }
            chunks.write(buffer, lineEnd + 1, length);
            at = dataEnd + 2;
        }
    }

    private Progress trailers(ForwardedHead known, int from) {
        int lineStart = from;
        for (int lf = indexOfLf(from); lf >= 0; lf = indexOfLf(lineStart)) {
            if (text(lineStart, lf).strip().isEmpty()) {
                String section = text(from, lineStart).stripTrailing();
                Optional<List<FieldLine>> fields = section.isEmpty()
                        ? Optional.of(List.of())
                        : ForwardedHead.fields(section.split("\r?\n", -1), 0);
                int end = lf + 1;
                return fields.map(lines -> complete(known, Octets.of(chunks.toByteArray()), lines, end))
                        .orElseGet(() -> malformed("trailer field without a name"));
            }
            lineStart = lf + 1;
        }
        return INCOMPLETE;
    }

    private Progress complete(ForwardedHead known, Octets body, List<FieldLine> trailers, int end) {
        ForwardedRequest request = new ForwardedRequest(known, body, trailers, Octets.copyOf(buffer, 0, end));
        System.arraycopy(buffer, end, buffer, 0, size - end);
        size -= end;
        scanned = 0;
        at = 0;
        head = null;
        continued = false;
        chunks.reset();
        shrink();
        return new Progress.Complete(request);
    }

    /** Returns the offset of the empty line's predecessor's end and sets {@code at} behind the empty line. */
    private int endOfHead() {
        for (int lf = indexOfLf(scanned); lf >= 0; lf = indexOfLf(lf + 1)) {
            int previous = lf > 0 && buffer[lf - 1] == '\r' ? lf - 2 : lf - 1;
            if (previous >= 0 && buffer[previous] == '\n') {
                at = lf + 1;
                return previous > 0 && buffer[previous - 1] == '\r' ? previous - 1 : previous;
            }
            scanned = lf;
        }
        return -1;
    }

    private int indexOfLf(int from) {
        for (int i = from; i < size; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int chunkSize(String line) {
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        boolean hex =
                !digits.isEmpty() && digits.length() < 8 && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? Integer.parseInt(digits, 16) : -1;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean grow(int needed) {
        if (needed <= buffer.length) {
            return true;
        }
        int capacity = Math.max(FIRST_CAPACITY, buffer.length);
        while (capacity < needed) {
            capacity *= 2;
        }
        if (!budget.reserve(capacity - buffer.length)) {
            return false;
        }
        buffer = Arrays.copyOf(buffer, capacity);
        return true;
    }

    private void shrink() {
        if (buffer.length > KEPT_CAPACITY && size <= FIRST_CAPACITY) {
            budget.release(buffer.length - FIRST_CAPACITY);
            buffer = Arrays.copyOf(buffer, FIRST_CAPACITY);
        }
    }

    private static Progress malformed(String reason) {
        return new Progress.Malformed(reason);
    }
}
