// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Octets through TLS with ALPN {@code http/1.1}. Every write is a record (or several) of its own. No session is
 * resumed, so that no run depends on another.
 */
final class TlsTransport implements Transport {

    private static final String PROTOCOL = "http/1.1";
    private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|.*:.*");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer incoming;
    private ByteBuffer outgoing;
    private boolean connected;
    private boolean established;
    private boolean goodbye;
    private boolean finAfterFlush;
    private boolean channelEnded;
    private @Nullable IOException failure;

    TlsTransport(SocketChannel channel, SSLContext context, String host) {
        this.channel = channel;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        if (!IP_LITERAL.matcher(host).matches()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        engine.setSSLParameters(parameters);
        int packet = engine.getSession().getPacketBufferSize();
        this.incoming = ByteBuffer.allocate(packet).flip();
        this.outgoing = ByteBuffer.allocate(packet).flip();
    }

    @Override
    public boolean establish() throws IOException {
        if (!connected) {
            connected = channel.finishConnect();
            if (!connected) {
                return false;
            }
            engine.beginHandshake();
        }
        boolean moved = true;
        while (moved && !established) {
            flush();
            moved = shakeHands();
        }
        return established;
    }

    private boolean shakeHands() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            return runTasks();
        }
        if (status == HandshakeStatus.NEED_WRAP) {
            return !outgoing.hasRemaining() && wrap(NOTHING.duplicate()) >= 0;
        }
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
            established = !outgoing.hasRemaining();
            return false;
        }
        return unwrapHandshake();
    }

    /** The tasks only compute; another thread for them would cost more than the wait. */
    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean unwrapHandshake() throws IOException {
        SSLEngineResult result = engine.unwrap(incoming, NOTHING.duplicate());
        if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            int count = fill();
            if (count < 0) {
                throw new EOFException("connection ended during the TLS handshake");
            }
            return count > 0;
        }
        if (result.getStatus() != Status.OK) {
            throw new SSLException("TLS handshake must not meet other records: " + result.getStatus());
        }
        return true;
    }

    private int fill() throws IOException {
        if (incoming.remaining() == incoming.capacity()) {
            throw new SSLException("TLS record must have at most this many octets: " + incoming.capacity());
        }
        incoming.compact();
        try {
            int count = channel.read(incoming);
            channelEnded |= count < 0;
            return count;
        } finally {
            incoming.flip();
        }
    }

    @Override
    public int interest() {
        if (!connected) {
            return SelectionKey.OP_CONNECT;
        }
        return outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    /** Takes octets only while nothing is held back, so that at most one record waits here. */
    @Override
    public int write(ByteBuffer octets) throws IOException {
        int taken = 0;
        flush();
        while (octets.hasRemaining() && !outgoing.hasRemaining()) {
            taken += wrap(octets);
            flush();
        }
        return taken;
    }

    private int wrap(ByteBuffer octets) throws SSLException {
        outgoing.clear();
        try {
            SSLEngineResult result = engine.wrap(octets, outgoing);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                outgoing = ByteBuffer.allocate(outgoing.capacity() * 2);
            } else if (result.getStatus() == Status.CLOSED && octets.hasRemaining()) {
                throw new SSLException("TLS was closed for writing");
            }
            return result.bytesConsumed();
        } finally {
            outgoing.flip();
        }
    }

    @Override
    public void flush() throws IOException {
        writeOut();
        if (goodbye && !outgoing.hasRemaining() && !engine.isOutboundDone()) {
            wrap(NOTHING.duplicate());
            writeOut();
        }
        if (finAfterFlush && !outgoing.hasRemaining()) {
            finAfterFlush = false;
            channel.shutdownOutput();
        }
    }

    private void writeOut() throws IOException {
        if (outgoing.hasRemaining()) {
            channel.write(outgoing);
        }
    }

    /** Hands out what came before a failure first; nothing of it is lost. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int before = into.position();
        try {
            return unwrapAll(into, before);
        } catch (IOException e) {
            failure = e;
            if (into.position() == before) {
                throw e;
            }
            return into.position() - before;
        }
    }

    private int unwrapAll(ByteBuffer into, int before) throws IOException {
        while (true) {
            SSLEngineResult result = engine.unwrap(incoming, into);
            answerPeer();
            if (result.getStatus() == Status.CLOSED) {
                return into.position() > before ? into.position() - before : -1;
            }
            if (isStuck(result) || (result.getStatus() == Status.BUFFER_UNDERFLOW && fill() <= 0)) {
                int count = into.position() - before;
                return count == 0 && channelEnded ? -1 : count;
            }
        }
    }

    /** There is no room for a record, or the engine wants to write first and the channel is blocked. */
    private static boolean isStuck(SSLEngineResult result) {
        return result.getStatus() == Status.BUFFER_OVERFLOW
                || (result.getStatus() == Status.OK && result.bytesConsumed() == 0 && result.bytesProduced() == 0);
    }

    /** Does what a post-handshake message of the peer asks for. */
    private void answerPeer() throws IOException {
        runTasks();
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !outgoing.hasRemaining()) {
            wrap(NOTHING.duplicate());
            flush();
        }
    }

    @Override
    public boolean holdsMore() {
        return incoming.hasRemaining() || channelEnded || failure != null || engine.isInboundDone();
    }

    @Override
    public void halfClose() throws IOException {
        finAfterFlush = true;
        sayGoodbye();
    }

    @Override
    public void sayGoodbye() throws IOException {
        goodbye = true;
        engine.closeOutbound();
        flush();
    }

    @Override
    public Optional<String> irregularEnd() {
        return engine.isInboundDone() ? Optional.empty() : Optional.of("connection ended without close_notify");
    }
}
