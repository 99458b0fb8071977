// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow link must not slow what else its event loop serves. */
@Timeout(60)
class EventLoopTest {

    private static final Duration SLOW = Duration.ofSeconds(2);

    @Test
    void neighbourOnTheSameLoopIsNotDelayed() throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (HttpFixture slow = new HttpFixture();
                HttpFixture fast = new HttpFixture();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .targetPorts(slow.port())
                        .latency(SLOW)
                        .start()) {
            CompletableFuture<Long> late = request(loop, slow.port());
            for (int i = 0; i < 5; i++) {
                request(loop, fast.port()).get(20, TimeUnit.SECONDS);
            }
            boolean overtaken = !late.isDone();

            assertThat(overtaken).isTrue();
            assertThat(late.get(20, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(SLOW.toNanos());
            faults.assertInjected(InjectionKind.LINK);
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    /** Completes with the time until the first octets of the answer. */
    private static CompletableFuture<Long> request(EventLoopGroup loop, int port) throws InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Long> answered = new CompletableFuture<>();
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        ReferenceCountUtil.release(message);
                        answered.complete(System.nanoTime() - start);
                        context.close();
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        ByteBuf request = Unpooled.copiedBuffer("GET /10 HTTP/1.1\r\n\r\n", StandardCharsets.US_ASCII);
        channel.writeAndFlush(request);
        return answered;
    }
}
