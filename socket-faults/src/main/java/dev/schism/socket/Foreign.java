// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Talks to the descriptor objects of Netty's native transports, which this library does not compile against. */
final class Foreign {

    /** Where Netty's channels are, also in a copy under another name. */
    private static final String PACKAGE = "netty.channel.";

    private Foreign() {}

    static @Nullable InetSocketAddress remoteAddress(Object owner) {
        return (InetSocketAddress) call(owner, "remoteAddress");
    }

    static @Nullable InetSocketAddress localAddress(Object owner) {
        return (InetSocketAddress) call(owner, "localAddress");
    }

    /** Makes closing send a reset, and wakes whoever waits for octets. */
    static void abandon(Object owner) {
        try {
            owner.getClass().getMethod("setSoLinger", int.class).invoke(owner, 0);
            owner.getClass().getMethod("shutdown", boolean.class, boolean.class).invoke(owner, true, false);
        } catch (ReflectiveOperationException e) {
            // Closed already, or a descriptor without these: there is nothing to wake.
            return;
        }
    }

    /** Returns the exception that Netty makes of an error number. */
    static IOException failure(Object owner, String method, Errno errno) {
        try {
            return sibling(owner, "unix.Errors$NativeIoException")
                    .asSubclass(IOException.class)
                    .getConstructor(String.class, int.class)
                    .newInstance(method, -errno.number());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new IOException(method + "(..) failed: " + errno.text());
        }
    }

    /** Returns the exception that Netty makes of a connect that fails: it has its own mind about types and messages. */
    static IOException connectFailure(Object owner, String method, Errno errno) {
        try {
            sibling(owner, "unix.Errors")
                    .getMethod("handleConnectErrno", String.class, int.class)
                    .invoke(null, method, -errno.number());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException failure) {
                return failure;
            }
        } catch (ReflectiveOperationException e) {
            return errno.connectException();
        }
        return errno.connectException();
    }

    /** Says whether a descriptor object still stands for its number. */
    static boolean isOpen(Object owner) {
        return Boolean.TRUE.equals(call(owner, "isOpen"));
    }

    private static Class<?> sibling(Object owner, String name) throws ClassNotFoundException {
        String own = owner.getClass().getName();
        String root = own.substring(0, own.indexOf(PACKAGE) + PACKAGE.length());
        return Class.forName(root + name, true, owner.getClass().getClassLoader());
    }

    private static @Nullable Object call(Object owner, String method) {
        try {
            return owner.getClass().getMethod(method).invoke(owner);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
