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

    /** Returns the framing field to add to the given ones. */
    Optional<FieldLine> framing(List<FieldLine> fields) {
        boolean coded = fields.stream().anyMatch(field -> field.is("Transfer-Encoding"));
        if (chunks != null) {
            return coded ? Optional.empty() : Optional.of(new FieldLine("Transfer-Encoding", "chunked"));
        }
        if (!trailers.isEmpty()) {
            throw new IllegalArgumentException(
                    "trailer must follow a chunked body: " + trailers.get(0).name());
        }
        if (whole == null || coded || fields.stream().anyMatch(field -> field.is("Content-Length"))) {
            return Optional.empty();
        }
        return Optional.of(new FieldLine("Content-Length", Integer.toString(whole.length())));
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
