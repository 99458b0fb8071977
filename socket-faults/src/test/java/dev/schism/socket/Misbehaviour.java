// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;

/** What a real peer does to a client, and the fault that is to look the same. */
enum Misbehaviour {
    /** Resets when it has the whole request: the client is waiting. */
    RESET_BEFORE_THE_ANSWER(0, new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET)),
    /** Resets in the middle of the body. */
    RESET_IN_THE_ANSWER(0, new Fault.RecvFailure(Trigger.atByte(Misbehaviour.OCTETS), Errno.ECONNRESET)),
    /** Ends the stream before the answer. */
    END_BEFORE_THE_ANSWER(0, new Fault.EndOfStream(Trigger.atByte(0))),
    /** Ends the stream in the middle of the body. */
    END_IN_THE_ANSWER(0, new Fault.EndOfStream(Trigger.atByte(Misbehaviour.OCTETS))),
    /** Ends its stream and resets while the client sends: writes find a broken pipe. */
    BROKEN_PIPE(Misbehaviour.UPLOAD, new Fault.SendFailure(Trigger.atByte(Misbehaviour.SENT), Errno.EPIPE)),
    /** Resets while the client sends: the first write after it finds the reset. */
    RESET_WHILE_SENDING(
            Misbehaviour.UPLOAD, new Fault.SendFailure(Trigger.atByte(Misbehaviour.SENT), Errno.ECONNRESET));

    /** Octets of the answer, head included, that arrive before it breaks. */
    static final int OCTETS = 5_000;

    /** More than the kernel's buffers take, so that the client is still sending when its peer breaks. */
    private static final int UPLOAD = 16 << 20;

    private static final int SENT = 1 << 20;

    private final int upload;
    private final Fault fault;

    Misbehaviour(int upload, Fault fault) {
        this.upload = upload;
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    boolean whileSending() {
        return upload > 0;
    }

    Call call(int port, Duration timeout) {
        return Call.get("127.0.0.1", port, 200_000, timeout).uploading(upload);
    }

    /**
     * Whether a peer can bring this client to that very error. Under TLS only the handshake breaks at a known octet;
     * and the JDK's HTTP client sends and receives at once, so that either may find the reset first.
     */
    boolean provokes(Transport.Cell cell) {
        return whileSending()
                ? cell.client() != Client.JDK_HTTP_CLIENT && cell.transport() != Transport.TLS
                : cell.transport() != Transport.TLS || beforeTheAnswer();
    }

    private boolean beforeTheAnswer() {
        return this == RESET_BEFORE_THE_ANSWER || this == END_BEFORE_THE_ANSWER;
    }
}
