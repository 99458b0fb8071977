// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.EchoJson;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from nginx to the echo backend. Used by the backend's loop only. */
final class BackendConnection {

    private static final Logger LOG = LoggerFactory.getLogger(BackendConnection.class);
    private static final Octets BAD_REQUEST =
            Octets.latin1("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private static final Octets CONTINUE = Octets.latin1("HTTP/1.1 100 Continue\r\n\r\n");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ForwardedRequestReader reader;
    private final Queue<ByteBuffer> unwritten = new ArrayDeque<>();
    private boolean closing;

    BackendConnection(SocketChannel channel, SelectionKey key, OctetBudget budget) {
        this.channel = channel;
        this.key = key;
        this.reader = new ForwardedRequestReader(budget);
    }

    /** Does what the connection is ready for; closes it on any failure. */
    void ready(ByteBuffer scratch) {
        try {
            if (key.isWritable()) {
                flush();
            } else if (key.isReadable()) {
                read(scratch);
            }
        } catch (IOException e) {
            close();
        } catch (RuntimeException e) {
            LOG.error("echo backend must survive whatever nginx forwards", e);
            close();
        }
    }

    void close() {
        reader.release();
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // gone already, which is what was wanted
        }
    }

    private void read(ByteBuffer scratch) throws IOException {
        scratch.clear();
        if (channel.read(scratch) < 0) {
            close();
            return;
        }
        scratch.flip();
        if (reader.receive(scratch)) {
            answerAll();
        } else {
            refuse();
        }
        flush();
    }

    private void answerAll() {
        while (!closing) {
            ForwardedRequestReader.Progress progress = reader.next();
            if (progress instanceof ForwardedRequestReader.Progress.Complete complete) {
                answer(complete.request());
            } else if (progress instanceof ForwardedRequestReader.Progress.Malformed) {
                refuse();
            } else {
                if (reader.awaitsContinue()) {
                    unwritten.add(CONTINUE.buffer());
                }
                return;
            }
        }
    }

    private void answer(ForwardedRequest request) {
        Octets json = EchoJson.write(request.echo());
        Octets head = Octets.latin1("HTTP/1.1 " + status(request)
                + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n");
        unwritten.add((request.head().method().equals("HEAD") ? head : head.plus(json)).buffer());
        closing = request.head().asksToClose();
    }

    /** A 2xx to CONNECT would open a tunnel and must not have a length (RFC 9110 §9.3.6). */
    private static String status(ForwardedRequest request) {
        boolean tunnel = request.head().method().equals("CONNECT");
        return tunnel ? "405 Method Not Allowed\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" : "200 OK";
    }

    private void refuse() {
        closing = true;
        unwritten.add(BAD_REQUEST.buffer());
    }

    private void flush() throws IOException {
        for (ByteBuffer first = unwritten.peek(); first != null; first = unwritten.peek()) {
            channel.write(first);
            if (first.hasRemaining()) {
                // nothing more is read until nginx has taken its answers
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
            unwritten.remove();
        }
        if (closing) {
            close();
        } else if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
