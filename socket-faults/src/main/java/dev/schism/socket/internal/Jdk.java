// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import org.jspecify.annotations.Nullable;

/** What this library calls inside {@code java.base}. Usable only after {@link HookInstaller#open}. */
public final class Jdk {

    private static final int SHUT_RD = 0;
    private static final VarHandle NUMBER;
    private static final MethodHandle REMOTE_ADDRESS;
    private static final MethodHandle LOCAL_ADDRESS;
    private static final MethodHandle SET_OPTION;
    private static final MethodHandle GET_OPTION;
    private static final MethodHandle SHUTDOWN;
    private static final MethodHandle RESET;
    private static final MethodHandle GET_LONG;
    private static final MethodHandle PUT_LONG;
    private static final MethodHandle GET_BYTE;
    private static final MethodHandle PUT_BYTE;

    static {
        try {
            MethodHandles.Lookup self = MethodHandles.lookup();
            Class<?> net = Class.forName("sun.nio.ch.Net");
            MethodHandles.Lookup in = MethodHandles.privateLookupIn(net, self);
            NUMBER = MethodHandles.privateLookupIn(FileDescriptor.class, self)
                    .findVarHandle(FileDescriptor.class, "fd", int.class);
            MethodType address = MethodType.methodType(InetSocketAddress.class, FileDescriptor.class);
            REMOTE_ADDRESS = in.findStatic(net, "remoteAddress", address);
            LOCAL_ADDRESS = in.findStatic(net, "localAddress", address);
            SET_OPTION = in.findStatic(
                    net,
                    "setSocketOption",
                    MethodType.methodType(void.class, FileDescriptor.class, SocketOption.class, Object.class));
            GET_OPTION = in.findStatic(
                    net,
                    "getSocketOption",
                    MethodType.methodType(Object.class, FileDescriptor.class, SocketOption.class));
            SHUTDOWN =
                    in.findStatic(net, "shutdown", MethodType.methodType(void.class, FileDescriptor.class, int.class));
            RESET = self.findConstructor(
                            Class.forName("sun.net.ConnectionResetException"),
                            MethodType.methodType(void.class, String.class))
                    .asType(MethodType.methodType(IOException.class, String.class));
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
            Object memory = unsafe.getMethod("getUnsafe").invoke(null);
            GET_LONG = bound(self, unsafe, memory, "getLong", MethodType.methodType(long.class, long.class));
            PUT_LONG =
                    bound(self, unsafe, memory, "putLong", MethodType.methodType(void.class, long.class, long.class));
            GET_BYTE = bound(self, unsafe, memory, "getByte", MethodType.methodType(byte.class, long.class));
            PUT_BYTE =
                    bound(self, unsafe, memory, "putByte", MethodType.methodType(void.class, long.class, byte.class));
        } catch (ReflectiveOperationException e) {
            throw new SeamMissingException("java.base must have what socket faults call: " + e.getMessage(), e);
        }
    }

    private Jdk() {}

    private static MethodHandle bound(
            MethodHandles.Lookup lookup, Class<?> type, Object to, String name, MethodType signature)
            throws ReflectiveOperationException {
        return lookup.findVirtual(type, name, signature).bindTo(to);
    }

    /** Returns the number behind a descriptor, or -1 where it is closed. */
    public static int number(FileDescriptor descriptor) {
        return (int) NUMBER.get(descriptor);
    }

    /** Returns the peer's address, or null where the descriptor has none (no TCP, not connected, closed). */
    public static @Nullable InetSocketAddress remoteAddress(FileDescriptor descriptor) {
        return address(REMOTE_ADDRESS, descriptor);
    }

    /** Returns the own address, or null where the descriptor has none. */
    public static @Nullable InetSocketAddress localAddress(FileDescriptor descriptor) {
        return address(LOCAL_ADDRESS, descriptor);
    }

    /** Returns whether a descriptor is a TCP socket; UNIX sockets and datagrams come through the same methods. */
    public static boolean isTcp(FileDescriptor descriptor) {
        try {
            Object option = GET_OPTION.invoke(descriptor, StandardSocketOptions.TCP_NODELAY);
            return option instanceof Boolean;
        } catch (IOException e) {
            return false;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable InetSocketAddress address(MethodHandle which, FileDescriptor descriptor) {
        try {
            return (InetSocketAddress) which.invokeExact(descriptor);
        } catch (IOException e) {
            return null;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Makes closing send a reset, and wakes whoever waits for octets; does nothing to a closed descriptor. */
    public static void abandon(FileDescriptor descriptor) {
        try {
            SET_OPTION.invoke(descriptor, StandardSocketOptions.SO_LINGER, (Object) 0);
            SHUTDOWN.invokeExact(descriptor, SHUT_RD);
        } catch (IOException e) {
            // A descriptor that is closed already resets nothing and keeps nobody waiting.
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the JDK's own exception for a reset, which it treats as final. */
    public static IOException connectionReset(String message) {
        try {
            return (IOException) RESET.invokeExact(message);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Flips bits of one octet of native memory. */
    public static void flip(long address, byte mask) {
        try {
            byte before = (byte) GET_BYTE.invokeExact(address);
            PUT_BYTE.invokeExact(address, (byte) (before ^ mask));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static long getLong(long address) {
        try {
            return (long) GET_LONG.invokeExact(address);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static void putLong(long address, long value) {
        try {
            PUT_LONG.invokeExact(address, value);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
