// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
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
}
