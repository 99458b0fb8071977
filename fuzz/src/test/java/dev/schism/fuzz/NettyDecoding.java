// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.wire.Octets;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * What Netty's decoder makes of octets, in process.
 *
 * @param methods the methods of the requests whose head it decoded, in order
 * @param complete the number of requests it decoded to their end
 * @param failures what it refused
 */
record NettyDecoding(List<String> methods, int complete, List<Throwable> failures) {

    static NettyDecoding of(Octets octets) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder());
        List<String> methods = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        int complete = 0;
        channel.writeInbound(Unpooled.wrappedBuffer(octets.toByteArray()));
        for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
            DecoderResult result = part.decoderResult();
            if (result.isFailure()) {
                failures.add(result.cause());
            } else if (part instanceof HttpRequest request) {
                methods.add(request.method().name());
            }
            complete += part instanceof LastHttpContent && result.isSuccess() ? 1 : 0;
            ReferenceCountUtil.release(part);
        }
        channel.finishAndReleaseAll();
        return new NettyDecoding(methods, complete, failures);
    }
}
