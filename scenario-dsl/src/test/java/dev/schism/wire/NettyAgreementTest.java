// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NettyAgreementTest {

    /** What both decoders tell of a response; field lines are compared as a section, in order. */
    private record Seen(int status, List<FieldLine> headers, Octets content, List<FieldLine> trailers) {}

    @Provide
    Arbitrary<Octets> wellFormed() {
        return WireArbitraries.wellFormed();
    }

    @Property
    void readsWellFormedResponsesAsNettyDoes(@ForAll("wellFormed") Octets received) {
        Transcript transcript = ResponseReader.read(received, List.of(), false);

        List<Seen> ours = Stream.concat(transcript.interim().stream(), transcript.responses().stream())
                .sorted(Comparator.comparingInt(Response::start))
                .map(each -> new Seen(each.status(), each.headers(), each.content(), each.trailers()))
                .toList();
        assertThat(ours).isEqualTo(netty(received));
    }

    private static List<Seen> netty(Octets received) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
        channel.writeInbound(Unpooled.wrappedBuffer(received.toByteArray()));
        List<Seen> seen = new ArrayList<>();
        for (HttpObject head = channel.readInbound(); head != null; head = channel.readInbound()) {
            assertThat(head.decoderResult().isSuccess()).isTrue();
            seen.add(message((HttpResponse) head, channel));
        }
        channel.finishAndReleaseAll();
        return seen;
    }

    private static Seen message(HttpResponse head, EmbeddedChannel channel) {
        List<Octets> pieces = new ArrayList<>();
        HttpContent part = channel.readInbound();
        while (!(part instanceof LastHttpContent)) {
            pieces.add(octets(part.content()));
            ReferenceCountUtil.release(part);
            part = channel.readInbound();
        }
        pieces.add(octets(part.content()));
        List<FieldLine> trailers = lines(((LastHttpContent) part).trailingHeaders());
        ReferenceCountUtil.release(part);
        return new Seen(head.status().code(), lines(head.headers()), Octets.concat(pieces), trailers);
    }

    private static Octets octets(ByteBuf buffer) {
        return Octets.of(ByteBufUtil.getBytes(buffer));
    }

    private static List<FieldLine> lines(HttpHeaders headers) {
        return headers.entries().stream()
                .map(entry -> new FieldLine(entry.getKey(), entry.getValue()))
                .toList();
    }
}
