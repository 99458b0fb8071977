// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the sockets of this JVM, told at the moment it happens. Every method but those that decide does
 * nothing by default. Called on the program's own threads, often under locks of the JDK: no waiting in here.
 */
public interface SocketEvents {

    /** A {@code read} into one buffer. */
    int READ = 0;
    /** A scattering {@code readv}; address and length are those of an array of {@code iovec}. */
    int READV = 1;
    /** A {@code write} from one buffer. */
    int WRITE = 2;
    /** A gathering {@code writev}; address and length are those of an array of {@code iovec}. */
    int WRITEV = 3;
    /** The JDK's status for "nothing yet, ask again". */
    int UNAVAILABLE = -2;
    /** The JDK's status for the end of the stream. */
    int END_OF_STREAM = -1;

    /**
     * Decides about a transfer before the kernel sees it.
     *
     * @param operation one of {@link #READ}, {@link #READV}, {@link #WRITE}, {@link #WRITEV}
     * @param owner the descriptor object
     * @param number the descriptor number, or -1 where only the owner knows it
     * @param address the native address of the octets, or of the {@code iovec} array
     * @param length the octets asked for, or the entries of the array
     * @return what to pass to the kernel instead of {@code length}, or a negative status to return without the kernel
     * @throws IOException the failure to inject
     */
    default int before(int operation, Object owner, int number, long address, int length) throws IOException {
        return length;
    }

    /** Tells the result of a transfer: octets, or a negative status. */
    default void after(int operation, Object owner, int number, long address, long result) {}

    /** Tells that the kernel itself failed a transfer. */
    default void failed(int operation, Object owner, int number, long address) {}

    /**
     * Decides about a connection before the kernel sees it.
     *
     * @return the port to connect to, or {@link #UNAVAILABLE} to pretend that the connection is pending
     * @throws IOException the failure to inject
     */
    default int connect(Object owner, InetAddress address, int port) throws IOException {
        return port;
    }

    /** Says which address to connect to; asked after {@link #connect}. */
    default InetAddress connectAddress(Object owner, InetAddress address) {
        return address;
    }

    /** Fails where a connection that was called pending is to fail. */
    default void pollConnect(Object owner) throws IOException {}

    /** Tells that a connection was accepted. */
    default void accepted(Object owner) {}

    /** Says how many octets the program may believe to be there, where the kernel has this many. */
    default int available(Object owner, int octets) {
        return octets;
    }

    /** Says whether a file transfer into this channel must go through ordinary writes. */
    default boolean needsCopy(Object channel) {
        return false;
    }

    /**
     * Like {@link #connect} for a descriptor that is not the JDK's; returns the address to use, or null to pretend that
     * the connection is pending.
     */
    default @Nullable SocketAddress foreignConnect(Object owner, int number, SocketAddress address) throws IOException {
        return address;
    }

    /**
     * Tells of a connect by a transport whose transfers no seam reaches.
     *
     * @throws IOException if something was to happen to that connection: it must not go on as if nothing were
     */
    default void uncovered(SocketAddress address) throws IOException {}

    /**
     * Tells of an accepted connection whose transfers no seam reaches.
     *
     * @param listener the channel that accepted it
     */
    default void uncoveredAccept(Object listener) {}

    /**
     * Tells that the kernel is to move octets from one descriptor to another, past this process.
     *
     * @throws IOException if something was to happen to these octets
     */
    default void splice(int from, int to) throws IOException {}

    /** Says whether connections must be opened by connecting, not by sending (TCP Fast Open). */
    default boolean needsConnect() {
        return false;
    }

    /** Like {@link #pollConnect} for a descriptor that is not the JDK's. */
    default void foreignPollConnect(Object owner, int number) throws IOException {}

    /** Says whether other copies of this library are not to hear of what this thread does now. */
    default boolean exclusive() {
        return false;
    }

    /** Says whether the last read on this thread was cut short by a fault. */
    default boolean foreignMore() {
        return false;
    }
}
