// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Tells from an exception how a connection ended. */
final class Ends {

    private Ends() {}

    /** A read fails for a reset; whatever else it fails for is no end that a peer can choose. */
    static ConnectionEnd ofRead(IOException failure) {
        return messageOf(failure).startsWith("Connection reset") ? ConnectionEnd.RST : ConnectionEnd.FAILED;
    }

    /** A write fails after the peer's reset, whatever the words. */
    static ConnectionEnd ofWrite(IOException failure) {
        return failure instanceof SSLException ? ConnectionEnd.FAILED : ConnectionEnd.RST;
    }

    /** Tells whether a write failed with EPIPE: the peer's FIN was there before its reset. */
    static boolean isBrokenPipe(IOException failure) {
        return messageOf(failure).startsWith("Broken pipe");
    }

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null || !(failure instanceof IOException) ? failure.toString() : message;
    }

    private static String messageOf(IOException failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }
}
