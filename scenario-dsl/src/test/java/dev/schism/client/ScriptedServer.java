// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A blocking server on loopback that plays the same script on each connection, then closes it. */
final class ScriptedServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ServerSocketChannel listener;
    private final Script script;
    private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        return thread;
    });

    /** What the server does on one connection. */
    interface Script {
        void play(Peer peer) throws IOException, InterruptedException;
    }

    private ScriptedServer(ServerSocketChannel listener, Script script) {
        this.listener = listener;
        this.script = script;
        threads.execute(this::accept);
    }

    static ScriptedServer tcp(Script script) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        return new ScriptedServer(
                listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG), script);
    }

    static ScriptedServer unix(Path path, Script script) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return new ScriptedServer(listener.bind(UnixDomainSocketAddress.of(path), BACKLOG), script);
    }

    /** A server that answers each request, a head without content, with the same response, then closes. */
    static ScriptedServer answering(String response) throws IOException {
        return tcp(peer -> {
            peer.readHead();
            peer.write(response);
        });
    }

    /** A server that answers as many heads as there are responses, then keeps the connection open. */
    static ScriptedServer keepingOpen(String... responses) throws IOException {
        return tcp(peer -> {
            for (String response : responses) {
                peer.readHead();
                peer.write(response);
            }
            peer.holdOpen();
        });
    }

    Endpoint endpoint() throws IOException {
        if (listener.getLocalAddress() instanceof UnixDomainSocketAddress unix) {
            return Endpoint.unix(unix.getPath());
        }
        return Endpoint.tcp("127.0.0.1", ((InetSocketAddress) listener.getLocalAddress()).getPort());
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                channels.add(channel);
                threads.execute(() -> play(channel));
            }
        } catch (IOException | RejectedExecutionException e) {
            // the server was closed
        }
    }

    private void play(SocketChannel channel) {
        try (Peer peer = new Peer(channel, closing)) {
            script.play(peer);
        } catch (IOException | InterruptedException e) {
            // a client that leaves early is what many scripts are about; what matters is in the observation
        } finally {
            channels.remove(channel);
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        threads.shutdownNow();
    }
}
