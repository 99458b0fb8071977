// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request as Netty gave it, on its way to being complete. Used by one event loop. */
final class NettyExchange {

    private final HttpRequest request;
    private final int ordinal;
    private final List<Octets> body = new ArrayList<>();
    private int octets;

    NettyExchange(HttpRequest request, int ordinal) {
        this.request = request;
        this.ordinal = ordinal;
    }

    HttpRequest request() {
        return request;
    }

    /** Adds content; false where the whole would be longer than allowed. */
    boolean append(ByteBuf content, int maxOctets) {
        int count = content.readableBytes();
        if (count > maxOctets - octets) {
            return false;
        }
        octets += count;
        if (count > 0) {
            body.add(Octets.drain(content.nioBuffer()));
        }
        return true;
    }

    EchoedRequest echo(HttpHeaders trailers) {
        return new EchoedRequest(
                request.method().name(),
                request.uri(),
                request.protocolVersion().text(),
                lines(request.headers()),
                Octets.concat(body),
                lines(trailers),
                ordinal,
                Optional.empty());
    }

    private static List<FieldLine> lines(HttpHeaders headers) {
        List<FieldLine> lines = new ArrayList<>(headers.size());
        headers.iteratorCharSequence()
                .forEachRemaining(field -> lines.add(new FieldLine(
                        field.getKey().toString(), field.getValue().toString())));
        return lines;
    }
}
