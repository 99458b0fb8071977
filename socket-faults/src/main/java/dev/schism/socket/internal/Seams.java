// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

/** The one place that the hook of this JVM reports to. Thread-safe. */
public final class Seams {

    private static final SocketEvents SILENT = new SocketEvents() {};

    static volatile SocketEvents events = SILENT;

    private Seams() {}

    /** Reports everything to these events from now on. */
    public static void report(SocketEvents to) {
        events = to;
    }
}
