// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The hook that woven code calls. This class is never used under its own name: {@link HookInstaller} renames it to
 * {@code sun.nio.ch.SchismSocketHook} and defines it in {@code java.base}, where it sees nothing but the JDK.
 *
 * <p>An owner is the {@link FileDescriptor} of a JDK socket, or Netty's own descriptor object; {@code number} is the
 * descriptor number where the woven code knows it, or -1.
 */
public abstract class SocketHook {

    /** The hook in force, or null where nothing is installed. */
    public static volatile @Nullable SocketHook installed;

    /** Does nothing; the one instance is made by {@link HookInstaller}. */
    protected SocketHook() {}

    static int onBefore(int operation, Object owner, int number, long address, int length) throws IOException {
        SocketHook hook = installed;
        return hook == null ? length : hook.before(operation, owner, number, address, length);
    }

    static void onAfter(long result, int operation, Object owner, int number, long address) {
        SocketHook hook = installed;
        if (hook != null) {
            hook.after(operation, owner, number, address, result);
        }
    }

    static void onFailed(int operation, Object owner, int number, long address) {
        SocketHook hook = installed;
        if (hook != null) {
            hook.failed(operation, owner, number, address);
        }
    }

    static int onConnect(Object owner, InetAddress address, int port) throws IOException {
        SocketHook hook = installed;
        return hook == null ? port : hook.connect(owner, address, port);
    }

    static InetAddress onConnectAddress(Object owner, InetAddress address) {
        SocketHook hook = installed;
        return hook == null ? address : hook.connectAddress(owner, address);
    }

    static void onPollConnect(Object owner) throws IOException {
        SocketHook hook = installed;
        if (hook != null) {
            hook.pollConnect(owner);
        }
    }

    static void onAccepted(int result, FileDescriptor owner) {
        SocketHook hook = installed;
        if (hook != null && result > 0) {
            hook.accepted(owner);
        }
    }

    static int onAvailable(int octets, FileDescriptor owner) {
        SocketHook hook = installed;
        return hook == null ? octets : hook.available(owner, octets);
    }

    static boolean onTransferTo(Object channel) {
        SocketHook hook = installed;
        return hook != null && hook.needsCopy(channel);
    }

    /** Called from Netty's descriptor classes, so it must be public. */
    public static @Nullable SocketAddress onForeignConnect(Object owner, int number, SocketAddress address)
            throws IOException {
        SocketHook hook = installed;
        return hook == null ? address : hook.foreignConnect(owner, number, address);
    }

    /** Called from Netty's io_uring transport. */
    public static void onUncovered(SocketAddress address) throws IOException {
        SocketHook hook = installed;
        if (hook != null) {
            hook.uncovered(address);
        }
    }

    /** Called from Netty's io_uring transport. */
    public static void onUncoveredAccept(Object listener) {
        SocketHook hook = installed;
        if (hook != null) {
            hook.uncoveredAccept(listener);
        }
    }

    /** Called from Netty's epoll transport. */
    public static void onSplice(int from, int to) throws IOException {
        SocketHook hook = installed;
        if (hook != null) {
            hook.splice(from, to);
        }
    }

    /** Called from Netty's descriptor classes: true where the connection must not be opened by sending. */
    public static boolean onFastOpen() {
        SocketHook hook = installed;
        return hook != null && hook.needsConnect();
    }

    /** Called from Netty's descriptor classes. */
    public static void onForeignPollConnect(Object owner, int number) throws IOException {
        SocketHook hook = installed;
        if (hook != null) {
            hook.foreignPollConnect(owner, number);
        }
    }

    /** Called from Netty's descriptor classes: the number of octets to transfer, or a negative status. */
    public static int onForeignBefore(int operation, Object owner, int number, long address, int length)
            throws IOException {
        return onBefore(operation, owner, number, address, length);
    }

    /** Called from Netty's descriptor classes. */
    public static void onForeignAfter(long result, int operation, Object owner, int number, long address) {
        onAfter(result, operation, owner, number, address);
    }

    /** Called from Netty's epoll read loop: true where a read was cut short by this library. */
    public static boolean onForeignMore(boolean more) {
        SocketHook hook = installed;
        return more || (hook != null && hook.foreignMore());
    }

    /** Says how many octets may be transferred; a negative number is returned to the caller instead. */
    public abstract int before(int operation, Object owner, int number, long address, int length) throws IOException;

    /** Says what the kernel returned. */
    public abstract void after(int operation, Object owner, int number, long address, long result);

    /** Says that the kernel refused the operation. */
    public abstract void failed(int operation, Object owner, int number, long address);

    /** Says which port to connect to; a negative number is returned to the caller instead. */
    public abstract int connect(Object owner, InetAddress address, int port) throws IOException;

    /** Says which address to connect to. */
    public abstract InetAddress connectAddress(Object owner, InetAddress address);

    /** Fails where the pending connection is to fail. */
    public abstract void pollConnect(Object owner) throws IOException;

    /** Says that a connection was accepted. */
    public abstract void accepted(Object owner);

    /** Says how many octets the program may believe to be there. */
    public abstract int available(Object owner, int octets);

    /** Says whether a file transfer into this channel must go through ordinary writes. */
    public abstract boolean needsCopy(Object channel);

    /** Says where a descriptor that is not the JDK's connects to; null calls the connection pending. */
    public abstract @Nullable SocketAddress foreignConnect(Object owner, int number, SocketAddress address)
            throws IOException;

    /** Refuses a connect that faults are due on and that no seam reaches. */
    public abstract void uncovered(SocketAddress address) throws IOException;

    /** Hears of a connection that was accepted and that no seam reaches. */
    public abstract void uncoveredAccept(Object listener);

    /** Refuses to move octets between descriptors where faults are due on them. */
    public abstract void splice(int from, int to) throws IOException;

    /** Says whether connections must be opened by connecting. */
    public abstract boolean needsConnect();

    /** Fails where the pending connection of a descriptor that is not the JDK's is to fail. */
    public abstract void foreignPollConnect(Object owner, int number) throws IOException;

    /** Says whether the last read on this thread was cut short. */
    public abstract boolean foreignMore();
}
