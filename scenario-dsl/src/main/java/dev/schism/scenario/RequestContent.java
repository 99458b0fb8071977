// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a well-formed request and the field that frames it (RFC 9112 §6). */
final class RequestContent {

    private final List<FieldLine> trailers = new ArrayList<>();
    private @Nullable Octets whole;
    private @Nullable List<Octets> chunks;

    void whole(Octets octets) {
        requireNone("body");
        whole = octets;
    }

    void chunked(List<Octets> newChunks) {
        requireNone("chunked");
        List<Octets> copy = List.copyOf(newChunks);
        int empty = copy.indexOf(Octets.EMPTY);
        if (empty >= 0) {
            throw new IllegalArgumentException("chunk must not be empty, it would end the body: chunk " + empty);
        }
        chunks = copy;
    }

    private void requireNone(String field) {
        if (whole != null || chunks != null) {
            throw new IllegalArgumentException(
                    field + " must be the only body: " + (whole != null ? "body" : "chunked") + " was already set");
        }
    }

    void trailer(FieldLine field) {
        trailers.add(field);
    }

    /** Returns the framing field to add to the given ones; checks that those fit the body. */
    Optional<FieldLine> framing(List<FieldLine> fields) {
        List<String> lengths = FieldLine.values(fields, "Content-Length");
        List<String> codings = FieldLine.values(fields, "Transfer-Encoding");
        if (!lengths.isEmpty() && (chunks != null || !codings.isEmpty())) {
            throw new IllegalArgumentException("Content-Length must not stand beside a transfer coding: " + lengths);
        }
        if (chunks != null) {
            requireChunkedLast(codings);
            return codings.isEmpty() ? Optional.of(new FieldLine("Transfer-Encoding", "chunked")) : Optional.empty();
        }
        if (!trailers.isEmpty()) {
            throw new IllegalArgumentException(
                    "trailer must follow a chunked body: " + trailers.get(0).name());
        }
        if (whole == null || !codings.isEmpty()) {
            return Optional.empty();
        }
        String length = Integer.toString(whole.length());
        requireLength(lengths, length);
        return lengths.isEmpty() ? Optional.of(new FieldLine("Content-Length", length)) : Optional.empty();
    }

    private static void requireChunkedLast(List<String> codings) {
        if (!codings.isEmpty() && !RequestSyntax.endsWithChunked(codings.get(codings.size() - 1))) {
            throw new IllegalArgumentException("Transfer-Encoding must end with chunked: " + codings);
        }
    }

    private static void requireLength(List<String> lengths, String length) {
        if (lengths.stream().anyMatch(given -> !given.equals(length))) {
            throw new IllegalArgumentException(
                    "Content-Length must be the length %s of the body: %s".formatted(length, lengths));
        }
    }

    Payload payload() {
        if (chunks == null) {
            return Payload.of(whole == null ? Octets.EMPTY : whole);
        }
        List<Octets> coded = new ArrayList<>();
        for (Octets chunk : chunks) {
            coded.add(Octets.latin1(Integer.toHexString(chunk.length()) + "\r\n"));
            coded.add(chunk);
            coded.add(Octets.latin1("\r\n"));
        }
        StringBuilder end = new StringBuilder("0\r\n");
        trailers.forEach(field -> RequestSyntax.append(end, field));
        return Payload.of(Octets.concat(coded))
                .plus(Payload.template(end.append("\r\n").toString()));
    }
}
