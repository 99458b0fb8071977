// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.ServerIdentity;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.Version;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Netty server in this JVM that keeps the echo contract: {@code HttpServerCodec} with its default settings, and a
 * handler that does what Netty's own examples do.
 *
 * <p>A message that Netty could not decode is answered with 400 and the connection closed; {@code Expect: 100-continue}
 * is honoured; a FIN of the client does not keep its requests from being answered. Listens on a free loopback port.
 * Safe for use by several threads.
 */
public final class NettyServer implements Server {

    /** Threads of the one event loop group. */
    public static final int THREADS = 2;

    /** Connections it is known to serve at once: it blocks on none. */
    public static final int MAX_CONNECTIONS = 2048;

    private static final int BACKLOG = 4096;
    private static final long CLOSE_SECONDS = 5;
    private static final String ARTIFACT = "netty-codec-http";

    private final EventLoopGroup group;
    private final ChannelGroup channels;
    private final Endpoint endpoint;
    private final ServerIdentity identity;

    private NettyServer(EventLoopGroup group, ChannelGroup channels, Endpoint endpoint, ServerIdentity identity) {
        this.group = group;
        this.channels = channels;
        this.endpoint = endpoint;
        this.identity = identity;
    }

    /**
     * Starts a server.
     *
     * @throws ServerUnavailableException when no port can be bound
     */
    public static NettyServer start() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                THREADS, new DefaultThreadFactory("schism-netty", true), NioIoHandler.newFactory());
        ChannelGroup channels = new DefaultChannelGroup(group.next(), true);
        try {
            Channel listener =
                    bootstrap(group, channels).bind(Loopback.anyPort()).sync().channel();
            channels.add(listener);
            int port = ((InetSocketAddress) listener.localAddress()).getPort();
            ServerIdentity identity = new ServerIdentity("netty", version(), ServerIdentity.NONE);
            return new NettyServer(group, channels, Loopback.endpoint(port), identity);
        } catch (InterruptedException e) {
            shutDown(group);
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("netty must not be interrupted while it starts", e);
        } catch (RuntimeException e) {
            shutDown(group);
            throw new ServerUnavailableException("netty must be able to listen on loopback", e);
        }
    }

    private static ServerBootstrap bootstrap(EventLoopGroup group, ChannelGroup channels) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline().addLast(new HttpServerCodec(), new NettyEchoHandler());
                    }
                });
    }

    /** The jars of a packaged application may be merged, and then any of Netty's artifacts tells the version. */
    private static String version() {
        Map<String, Version> versions = Version.identify();
        Version codec = versions.get(ARTIFACT);
        return codec != null
                ? codec.artifactVersion()
                : versions.values().stream()
                        .findFirst()
                        .map(Version::artifactVersion)
                        .orElse(ServerIdentity.UNKNOWN);
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int maxConnections() {
        return MAX_CONNECTIONS;
    }

    @Override
    public void close() {
        // a group that is shut down first was measured to leave every second listener open
        channels.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        shutDown(group);
    }

    private static void shutDown(EventLoopGroup group) {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
