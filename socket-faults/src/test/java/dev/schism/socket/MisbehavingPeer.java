// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A real peer that breaks its connections. */
final class MisbehavingPeer implements AutoCloseable {

    /** The first octet of a TLS connection, which no request in plain text has. */
    private static final int TLS_HANDSHAKE = 22;

    private final ServerSocket listener;
    private final Misbehaviour how;
    private final Thread thread;

    MisbehavingPeer(Misbehaviour how) throws IOException {
        this.how = how;
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        // Not in the common pool: clients that wait for it would starve.
        thread = new Thread(this::serveAll, "misbehaving-peer");
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serveAll() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                serve(socket);
            } catch (IOException e) {
                // One client less, or closed: the loop's condition tells.
                continue;
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (how.whileSending()) {
            // Its first octet proves that the client knows itself connected.
            socket.getInputStream().read();
            if (how == Misbehaviour.BROKEN_PIPE) {
                socket.shutdownOutput();
            }
            socket.setSoLinger(true, 0);
            return;
        }
        // A request ends with an empty line, a TLS client's first record with whatever it does.
        StringBuilder request = new StringBuilder();
        int octet = 0;
        while (octet >= 0 && octet != TLS_HANDSHAKE && request.indexOf("\r\n\r\n") < 0) {
            octet = socket.getInputStream().read();
            request.append((char) octet);
        }
        boolean close = request.toString().toLowerCase(Locale.ROOT).contains("connection: close");
        switch (how) {
            case RESET_BEFORE_THE_ANSWER -> socket.setSoLinger(true, 0);
            case RESET_IN_THE_ANSWER -> {
                socket.getOutputStream().write(answer(close));
                socket.setSoLinger(true, 0);
            }
            case END_IN_THE_ANSWER -> socket.getOutputStream().write(answer(close));
            default -> socket.shutdownOutput();
        }
    }

    /** The beginning of what {@link HttpFixture} answers. */
    private static byte[] answer(boolean close) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 200000" + (close ? "\r\nConnection: close" : "") + "\r\n\r\n";
        return Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), Misbehaviour.OCTETS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
