// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Sends octets through every seam on a private loopback pair and says which seams stayed silent. */
final class SelfTest implements SocketEvents {

    private static final Set<String> EXPECTED = Set.of(
            "read",
            "readv",
            "write",
            "writev",
            "connect",
            "connectAddress",
            "pollConnect",
            "accept(Channel)",
            "accept(Socket)",
            "accept(Asynchronous)",
            "available(Channel)",
            "available(Socket)",
            "after",
            "failed",
            "redirect",
            "transferTo",
            "cut vector",
            "caller BLOCKING_SOCKET",
            "caller CHANNEL",
            "caller ASYNCHRONOUS_CHANNEL",
            "caller DATAGRAM",
            "descriptor number",
            "remote address");
    private static final int OCTETS = 64;
    private static final String REFUSAL = "self-test";
    /** A port that nothing listens on. */
    private static final int DISCARD = 9;

    private final Thread self = Thread.currentThread();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private boolean pending;
    private int target;
    private boolean redirecting;
    private String kind = "Channel";

    private SelfTest() {}

    static Set<String> failed() throws IOException {
        SelfTest test = new SelfTest();
        Seams.report(test);
        try {
            test.run();
        } finally {
            Seams.report(new SocketEvents() {});
        }
        Set<String> silent = new TreeSet<>(EXPECTED);
        silent.removeAll(test.heard);
        return silent;
    }

    private void run() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0))) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
            try (SocketChannel client = SocketChannel.open(address);
                    SocketChannel peer = server.accept()) {
                transfers(client, peer);
                files(client);
            }
            pendingConnect(address);
            socket();
            asynchronous();
            redirect(address);
        }
        try (DatagramChannel datagrams = DatagramChannel.open()) {
            datagrams.connect(new InetSocketAddress(loopback, DISCARD));
        }
    }

    private void transfers(SocketChannel client, SocketChannel peer) throws IOException {
        client.write(ByteBuffer.allocate(OCTETS));
        long sent = client.write(new ByteBuffer[] {ByteBuffer.allocate(OCTETS), ByteBuffer.allocate(OCTETS)});
        if (sent == OCTETS + 1) {
            heard.add("cut vector");
        }
        peer.socket().getInputStream().available();
        peer.read(ByteBuffer.allocate(OCTETS));
        peer.read(new ByteBuffer[] {ByteBuffer.allocate(OCTETS), ByteBuffer.allocate(OCTETS)});
    }

    private void files(SocketChannel client) throws IOException {
        Path file = Files.createTempFile("socket-faults", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1));
            channel.transferTo(0, 1, client);
        } finally {
            Files.delete(file);
        }
    }

    private void pendingConnect(InetSocketAddress address) throws IOException {
        pending = true;
        try (SocketChannel client = SocketChannel.open()) {
            client.configureBlocking(false);
            client.connect(address);
            client.finishConnect();
        } catch (ConnectException e) {
            // The kernel, too, refuses to finish what was never begun: only the message tells who spoke.
            if (REFUSAL.equals(e.getMessage())) {
                heard.add("pollConnect");
            }
        } finally {
            pending = false;
        }
    }

    private void socket() throws IOException {
        kind = "Socket";
        try (ServerSocket old = new ServerSocket(0, 1, loopback)) {
            Socket client = new Socket(loopback, old.getLocalPort());
            try (Socket peer = old.accept()) {
                client.getOutputStream().write(1);
                peer.getInputStream().available();
                client.setSoLinger(true, 0);
                client.close();
                failing(peer);
            } finally {
                client.close();
            }
        }
    }

    /** The peer was reset: the kernel fails this receive. */
    private static void failing(Socket peer) {
        try {
            peer.getInputStream().readAllBytes();
        } catch (IOException e) {
            // As expected; the hook heard of it or not.
            return;
        }
    }

    private void redirect(InetSocketAddress address) throws IOException {
        redirecting = true;
        target = address.getPort();
        try (SocketChannel client = SocketChannel.open()) {
            client.connect(new InetSocketAddress(loopback, DISCARD));
            heard.add("redirect");
        } catch (ConnectException e) {
            // It went to where nobody listens: the seam is silent.
            return;
        } finally {
            redirecting = false;
        }
    }

    private void asynchronous() throws IOException {
        kind = "Asynchronous";
        try (AsynchronousServerSocketChannel server =
                        AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
                AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            Future<Void> connected = client.connect(server.getLocalAddress());
            connected.get();
            try (AsynchronousSocketChannel peer = server.accept().get()) {
                peer.shutdownOutput();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("a loopback connection must succeed", e);
        }
    }

    private boolean mine() {
        return Thread.currentThread() == self;
    }

    @Override
    public int before(int operation, Object owner, int number, long address, int length) {
        if (!mine()) {
            return length;
        }
        heard.add(
                switch (operation) {
                    case READ -> "read";
                    case READV -> "readv";
                    case WRITE -> "write";
                    default -> "writev";
                });
        if (operation == WRITEV && Vectors.total(address, length) == 2 * OCTETS) {
            return Vectors.cut(address, length, OCTETS + 1L);
        }
        return length;
    }

    @Override
    public void after(int operation, Object owner, int number, long address, long result) {
        if (mine() && operation == READ && result == OCTETS) {
            heard.add("after");
        }
    }

    @Override
    public void failed(int operation, Object owner, int number, long address) {
        if (mine() && operation == READ) {
            heard.add("failed");
        }
    }

    @Override
    public int available(Object owner, int octets) {
        if (mine() && octets > 0) {
            heard.add("available(" + kind + ")");
        }
        return octets;
    }

    @Override
    public int connect(Object owner, InetAddress address, int port) {
        if (mine()) {
            heard.add("connect");
            heard.add("caller " + Callers.current());
        }
        if (mine() && pending) {
            return UNAVAILABLE;
        }
        return mine() && redirecting ? target : port;
    }

    @Override
    public InetAddress connectAddress(Object owner, InetAddress address) {
        if (mine()) {
            heard.add("connectAddress");
        }
        return address;
    }

    @Override
    public void pollConnect(Object owner) throws IOException {
        if (mine() && pending) {
            throw new ConnectException(REFUSAL);
        }
    }

    @Override
    public void accepted(Object owner) {
        if (mine() && owner instanceof FileDescriptor descriptor) {
            heard.add("accept(" + kind + ")");
            if (Jdk.number(descriptor) >= 0) {
                heard.add("descriptor number");
            }
            if (Jdk.remoteAddress(descriptor) != null) {
                heard.add("remote address");
            }
        }
    }

    @Override
    public boolean needsCopy(Object channel) {
        if (mine()) {
            heard.add("transferTo");
        }
        return mine();
    }

    @Override
    public boolean exclusive() {
        return mine();
    }
}
