// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HTTP over Netty's transports. */
final class NettyClients {

    private static final int LARGEST_BODY = 1 << 26;

    private NettyClients() {}

    static byte[] nio(Call call) throws IOException {
        return run(NioIoHandler.newFactory(), NioSocketChannel.class, call);
    }

    static byte[] epoll(Call call) throws IOException {
        return run(EpollIoHandler.newFactory(), EpollSocketChannel.class, call);
    }

    static byte[] run(IoHandlerFactory handler, Class<? extends Channel> type, Call call) throws IOException {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handler);
        try {
            FullHttpRequest request = request(call);
            new Bootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            call.timeout().toMillis())
                    .handler(pipeline(call, body))
                    .connect(call.host(), call.port())
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            body.completeExceptionally(connected.cause());
                        } else {
                            ((ChannelFuture) connected)
                                    .channel()
                                    .writeAndFlush(request)
                                    .addListener(sent -> {
                                        if (!sent.isSuccess()) {
                                            body.completeExceptionally(sent.cause());
                                        }
                                    });
                        }
                    });
            return Client.of(body, call.timeout().plusSeconds(2));
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static ChannelInitializer<Channel> pipeline(Call call, CompletableFuture<byte[]> body) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                call.tls()
                        .ifPresent(tls -> channel.pipeline()
                                .addLast(new JdkSslContext(
                                                tls,
                                                true,
                                                null,
                                                IdentityCipherSuiteFilter.INSTANCE,
                                                null,
                                                ClientAuth.NONE,
                                                null,
                                                false)
                                        .newHandler(channel.alloc(), call.host(), call.port())));
                channel.pipeline()
                        .addLast(
                                new ReadTimeoutHandler(call.timeout().toMillis(), TimeUnit.MILLISECONDS),
                                new HttpClientCodec(),
                                new HttpObjectAggregator(LARGEST_BODY),
                                new Receiver(body));
            }
        };
    }

    private static FullHttpRequest request(Call call) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                call.post() ? HttpMethod.POST : HttpMethod.GET,
                "/" + call.octets(),
                Unpooled.wrappedBuffer(call.body()));
        request.headers().set("Host", call.host()).set("Connection", "close");
        if (call.post()) {
            request.headers().set("Content-Length", call.upload());
        }
        return request;
    }

    /** Completes a future with the response or with what went wrong. */
    private static final class Receiver extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final CompletableFuture<byte[]> body;

        Receiver(CompletableFuture<byte[]> body) {
            this.body = body;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            body.complete(ByteBufUtil.getBytes(response.content()));
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            body.completeExceptionally(cause);
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            body.completeExceptionally(new EOFException("connection closed early"));
        }
    }
}
