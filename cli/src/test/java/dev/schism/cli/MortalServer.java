// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers each connection once, and dies in the middle of the answer to {@code /kill}. */
final class MortalServer implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\nDate: Fri, 01 Jan 2038 00:00:00 GMT\r\n"
            + "Connection: close\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mortal");
        thread.setDaemon(true);
        return thread;
    });

    MortalServer() throws IOException {
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                open.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // it died, or the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String head = head(connection.getInputStream());
            boolean kill = head.startsWith("GET /kill");
            String answer = kill ? OK.substring(0, OK.length() - 1) : OK;
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            if (kill) {
                close();
            }
        } catch (IOException e) {
            // the peer went, or this server died
        } finally {
            open.remove(connection);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("request must have a whole head: " + head);
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
