// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.EchoJson;
import dev.schism.wire.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates one request after the other and answers with its echo. One instance a connection, on its event loop.
 *
 * <p>The futures of writes are left alone: a write that fails closes the channel.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyEchoHandler extends ChannelInboundHandlerAdapter {

    /** Longest content: what nginx is configured to let through. */
    static final int MAX_BODY_OCTETS = 16 * 1024 * 1024;

    /** Time in which a client may take the last response before the connection is closed for good. */
    static final long LINGER_MILLIS = 1000;

    private @Nullable NettyExchange exchange;
    private int ordinal;
    private boolean ending;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!ending && message instanceof HttpObject object) {
                received(context, object);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void received(ChannelHandlerContext context, HttpObject object) {
        if (isUndecodable(object)) {
            end(context, HttpResponseStatus.BAD_REQUEST);
            return;
        }
        if (object instanceof HttpRequest request) {
            begin(context, request);
        }
        NettyExchange current = exchange;
        if (current != null && object instanceof HttpContent content) {
            if (!current.append(content.content(), MAX_BODY_OCTETS)) {
                end(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
            } else if (content instanceof LastHttpContent last) {
                exchange = null;
                answer(context, current, last);
            }
        }
    }

    private static boolean isUndecodable(HttpObject object) {
        DecoderResult result = object.decoderResult();
        return result != null && result.isFailure();
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        exchange = new NettyExchange(request, ++ordinal);
        if (isUnknownExpectation(request)) {
            end(context, HttpResponseStatus.EXPECTATION_FAILED);
        } else if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(response(HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private static boolean isUnknownExpectation(HttpRequest request) {
        String expectation = request.headers().get(HttpHeaderNames.EXPECT);
        return expectation != null
                && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0
                && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation);
    }

    private void answer(ChannelHandlerContext context, NettyExchange current, LastHttpContent last) {
        if (HttpMethod.CONNECT.equals(current.request().method())) {
            // an origin server is no proxy; a 2xx would turn the connection into a tunnel
            end(context, HttpResponseStatus.METHOD_NOT_ALLOWED);
            return;
        }
        Octets json = EchoJson.write(current.echo(last.trailingHeaders()));
        FullHttpResponse response = response(HttpResponseStatus.OK, Unpooled.wrappedBuffer(json.buffer()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        HttpUtil.setContentLength(response, json.length());
        boolean keepAlive = HttpUtil.isKeepAlive(current.request());
        HttpUtil.setKeepAlive(response, keepAlive);
        context.write(response);
        if (!keepAlive) {
            endAfterFlush(context);
        }
    }

    private void end(ChannelHandlerContext context, HttpResponseStatus status) {
        FullHttpResponse response = response(status, Unpooled.EMPTY_BUFFER);
        HttpUtil.setContentLength(response, 0);
        HttpUtil.setKeepAlive(response, false);
        context.write(response);
        endAfterFlush(context);
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    }

    /**
     * Half-closes and goes on reading for a while: closing at once would reset the connection where octets are unread,
     * and the client might never see the response.
     */
    private void endAfterFlush(ChannelHandlerContext context) {
        ending = true;
        exchange = null;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (context.channel() instanceof SocketChannel channel && !channel.isInputShutdown()) {
                channel.shutdownOutput();
                context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                context.close();
            }
        });
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // whatever could be answered has been, and nothing more will come
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
