// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The way application octets take over a non-blocking channel. */
interface Transport {

    /** Goes on establishing the connection; tells whether octets can flow. */
    boolean establish() throws IOException;

    /** Returns what the selector is to look for. */
    int interest();

    /** Writes as much as the channel takes now; returns the number of octets taken. */
    int write(ByteBuffer octets) throws IOException;

    /** Writes what an earlier call could not get rid of. */
    void flush() throws IOException;

    /** Reads what is there now: a number of octets, 0 for nothing, -1 after the peer ended its side in order. */
    int read(ByteBuffer into) throws IOException;

    /** Tells whether octets were taken off the channel that {@link #read} has not handed out. */
    boolean holdsMore();

    /** Ends the sending side after everything written. */
    void halfClose() throws IOException;

    /** Says good-bye before an orderly close, where the protocol has a word for it. */
    void sayGoodbye() throws IOException;

    /** Returns what was irregular about the peer's end. */
    Optional<String> irregularEnd();
}
