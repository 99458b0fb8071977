// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Netty's native transports do that passes by the JDK: file regions by sendfile, and io_uring. */
@Timeout(60)
class NettyNativeTest {

    /** Netty goes on with an ordinary read behind a splice that failed, which no fault of a test may meet. */
    private static final int BEYOND_WHAT_IS_READ = 20;

    private static final int OCTETS = 100_000;

    private Path file;

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        file = Files.write(folder.resolve("file"), HttpFixture.body(OCTETS));
    }

    @Test
    void fileRegionsFail() throws Exception {
        try (ServerSocket server = listener();
                FaultInjector faults = faults(server, new Fault.SendFailure(Trigger.atByte(7_000), Errno.EPIPE))) {
            assertThatThrownBy(() -> sendFile(server)).hasMessageContaining("Broken pipe");
            faults.assertInjected(InjectionKind.SEND_FAILURE);
            assertThat(faults.stats().octetsSent()).isEqualTo(7_000);
        }
    }

    @Test
    void fileRegionsAreCutAndLoseNothing() throws Exception {
        try (ServerSocket server = listener();
                FaultInjector faults = faults(server, new Fault.ShortWrite(Trigger.always()))) {
            assertThat(sendFile(server)).isEqualTo(HttpFixture.body(OCTETS));
            assertThat(faults.stats().shortWrites()).isGreaterThan(50);
        }
    }

    @Test
    void corruptingAFileRegionIsRefusedAloud() throws Exception {
        try (ServerSocket server = listener();
                FaultInjector faults = faults(server, new Fault.CorruptByte(Direction.SEND, Trigger.atByte(9)))) {
            assertThatThrownBy(() -> sendFile(server)).hasMessageContaining("an octet to corrupt must be in memory");
            assertThat(faults.stats().corruptedOctets()).isZero();
        }
    }

    @Test
    void targetsOverIoUringAreRefusedAloud() throws Exception {
        Required.ioUring();
        try (ServerSocket server = listener();
                FaultInjector faults = faults(server, new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET))) {
            assertThatThrownBy(() -> connect(IoUringIoHandler.newFactory(), IoUringSocketChannel.class, server))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("do not reach io_uring");
            assertThat(faults.stats().injected()).isZero();
        }
        try (ServerSocket server = listener();
                ServerSocket another = listener();
                FaultInjector faults = faults(another, new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET))) {
            connect(IoUringIoHandler.newFactory(), IoUringSocketChannel.class, server);
            assertThat(faults.stats().injected()).isZero();
        }
    }

    @Test
    void acceptedConnectionsOverIoUringAreSaidAloudOnce() throws Exception {
        Required.ioUring();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, IoUringIoHandler.newFactory());
        try (Heard heard = new Heard()) {
            Channel listener = new ServerBootstrap()
                    .group(group)
                    .channel(IoUringServerSocketChannel.class)
                    .childHandler(new Closing())
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .sync()
                    .channel();
            InetSocketAddress address = (InetSocketAddress) listener.localAddress();
            try (FaultInjector faults = FaultInjector.builder()
                    .rule(Target.acceptedOn(address.getPort()), new Fault.EndOfStream(Trigger.always()))
                    .start()) {
                for (int i = 0; i < 2; i++) {
                    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                        client.setSoTimeout(10_000);
                        assertThat(client.getInputStream().read()).isNegative();
                    }
                }
                assertThat(faults.stats().injected()).isZero();
            }
            assertThat(heard.errors())
                    .containsExactly("socket faults must reach a target's connection,"
                            + " but do not reach what io_uring accepts on port " + address.getPort());
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void fastOpenDoesNotPassByTheConnect() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try (ServerSocket server = listener();
                FaultInjector faults = faults(
                        server,
                        new Fault.ConnectFailure(Trigger.always(), Errno.ECONNREFUSED, Delivery.ASYNCHRONOUS))) {
            Channel channel = new Bootstrap()
                    .group(group)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_FASTOPEN_CONNECT, true)
                    .handler(new ChannelInboundHandlerAdapter())
                    .register()
                    .sync()
                    .channel();
            channel.write(Unpooled.directBuffer().writeZero(100));

            assertThatThrownBy(() ->
                            channel.connect(server.getLocalSocketAddress()).sync())
                    .isInstanceOf(ConnectException.class);
            assertThat(faults.stats().connectAttempts()).isOne();
            assertThat(faults.stats().connectFailures()).isOne();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void splicingATargetsOctetsIsRefusedAloud() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try (ServerSocket from = listener();
                ServerSocket to = listener();
                FaultInjector faults = faults(from, new Fault.EndOfStream(Trigger.atByte(BEYOND_WHAT_IS_READ)))) {
            AbstractEpollStreamChannel source =
                    (AbstractEpollStreamChannel) open(group, EpollSocketChannel.class, from);
            AbstractEpollStreamChannel sink = (AbstractEpollStreamChannel) open(group, EpollSocketChannel.class, to);
            try (Socket accepted = from.accept()) {
                ChannelFuture spliced = source.spliceTo(sink, OCTETS);
                accepted.getOutputStream().write(new byte[BEYOND_WHAT_IS_READ / 2]);

                assertThatThrownBy(spliced::sync).hasMessageContaining("do not reach spliced ones");
                assertThat(faults.stats().injected()).isZero();
            }
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static void connect(IoHandlerFactory handler, Class<? extends Channel> type, ServerSocket server)
            throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handler);
        try {
            open(group, type, server).close().sync();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static Channel open(EventLoopGroup group, Class<? extends Channel> type, ServerSocket server)
            throws InterruptedException {
        return new Bootstrap()
                .group(group)
                .channel(type)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(server.getInetAddress(), server.getLocalPort())
                .sync()
                .channel();
    }

    private byte[] sendFile(ServerSocket server) throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            Channel channel = open(group, EpollSocketChannel.class, server);
            try (Socket accepted = server.accept()) {
                channel.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, OCTETS))
                        .sync();
                channel.close().sync();
                return accepted.getInputStream().readAllBytes();
            }
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static FaultInjector faults(ServerSocket server, Fault fault) {
        return FaultInjector.builder()
                .logInjections(false)
                .seed(1)
                .rule(Target.toPort(server.getLocalPort()), fault)
                .targetPorts(1)
                .start();
    }

    @ChannelHandler.Sharable
    private static final class Closing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.close();
        }
    }
}
