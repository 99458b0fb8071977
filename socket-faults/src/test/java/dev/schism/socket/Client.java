// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.EOFException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The clients that the matrix is made of. Each does one GET on a connection of its own and returns the body. */
enum Client {
    SOCKET {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return RawClients.socket(host, port, octets, timeout);
        }
    },
    SOCKET_CHANNEL {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return RawClients.channel(host, port, octets);
        }
    },
    SELECTOR {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return RawClients.selector(host, port, octets, timeout);
        }
    },
    ASYNCHRONOUS_CHANNEL {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return RawClients.asynchronous(host, port, octets, timeout);
        }
    },
    HTTP_URL_CONNECTION {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url(host, port, octets)).toURL().openConnection();
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setRequestProperty("Connection", "close");
            return connection.getInputStream().readAllBytes();
        }
    },
    JDK_HTTP_CLIENT {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeout)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(host, port, octets)))
                    .timeout(timeout)
                    .build();
            return of(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()), timeout)
                    .body();
        }
    },
    OKHTTP {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            OkHttpClient client = new OkHttpClient.Builder()
                    .connectTimeout(timeout)
                    .readTimeout(timeout)
                    .retryOnConnectionFailure(false)
                    .build();
            Request request = new Request.Builder().url(url(host, port, octets)).build();
            try (Response response = client.newCall(request).execute()) {
                return response.body().bytes();
            } finally {
                client.connectionPool().evictAll();
            }
        }
    },
    APACHE_5 {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            try (CloseableHttpClient client = HttpClients.custom()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setDefaultConnectionConfig(config(timeout))
                            .build())
                    .disableAutomaticRetries()
                    .build()) {
                return client.execute(
                        new HttpGet(url(host, port, octets)), r -> EntityUtils.toByteArray(r.getEntity()));
            }
        }
    },
    APACHE_5_ASYNC {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            try (CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                    .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                            .setDefaultConnectionConfig(config(timeout))
                            .build())
                    .disableAutomaticRetries()
                    .build()) {
                client.start();
                SimpleHttpRequest request =
                        SimpleRequestBuilder.get(url(host, port, octets)).build();
                CompletableFuture<byte[]> body = new CompletableFuture<>();
                client.execute(request, new org.apache.hc.core5.concurrent.FutureCallback<>() {
                    @Override
                    public void completed(org.apache.hc.client5.http.async.methods.SimpleHttpResponse response) {
                        body.complete(response.getBodyBytes());
                    }

                    @Override
                    public void failed(Exception e) {
                        body.completeExceptionally(e);
                    }

                    @Override
                    public void cancelled() {
                        body.cancel(true);
                    }
                });
                return of(body, timeout.plusSeconds(2));
            }
        }
    },
    NETTY_NIO {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return netty(NioIoHandler.newFactory(), NioSocketChannel.class, host, port, octets, timeout);
        }
    },
    NETTY_EPOLL {
        @Override
        byte[] get(String host, int port, int octets, Duration timeout) throws IOException {
            return netty(EpollIoHandler.newFactory(), EpollSocketChannel.class, host, port, octets, timeout);
        }
    };

    abstract byte[] get(String host, int port, int octets, Duration timeout) throws IOException;

    byte[] get(HttpFixture server, int octets) throws IOException {
        return get("127.0.0.1", server.port(), octets, Duration.ofSeconds(10));
    }

    static String url(String host, int port, int octets) {
        return "http://" + host + ":" + port + "/" + octets;
    }

    private static ConnectionConfig config(Duration timeout) {
        return ConnectionConfig.custom()
                .setConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .setSocketTimeout((int) timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private static byte[] netty(
            IoHandlerFactory handler,
            Class<? extends Channel> type,
            String host,
            int port,
            int octets,
            Duration timeout)
            throws IOException {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handler);
        try {
            Bootstrap bootstrap = new Bootstrap()
                    .group(group)
                    .channel(type)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(
                                            new ReadTimeoutHandler(timeout.toMillis(), TimeUnit.MILLISECONDS),
                                            new HttpClientCodec(),
                                            new HttpObjectAggregator(1 << 26),
                                            new Receiver(body));
                        }
                    });
            FullHttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.GET, "/" + octets, Unpooled.EMPTY_BUFFER);
            request.headers().set("Host", host).set("Connection", "close");
            bootstrap.connect(host, port).addListener(connected -> {
                if (!connected.isSuccess()) {
                    body.completeExceptionally(connected.cause());
                } else {
                    ((io.netty.channel.ChannelFuture) connected).channel().writeAndFlush(request);
                }
            });
            return of(body, timeout.plusSeconds(2));
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private static <T> T of(CompletableFuture<T> future, Duration timeout) throws IOException {
        try {
            return future.get(timeout.toMillis() + 2_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IOException(e);
        }
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
