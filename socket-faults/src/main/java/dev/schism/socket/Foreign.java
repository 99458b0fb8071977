// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Talks to the descriptor objects of Netty's native transports, which this library does not compile against. */
final class Foreign {

    private static final String ERRORS = "io.netty.channel.unix.Errors";
    private static final String NATIVE_EXCEPTION = ERRORS + "$NativeIoException";

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
            return Class.forName(NATIVE_EXCEPTION, true, owner.getClass().getClassLoader())
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
            Class.forName(ERRORS, true, owner.getClass().getClassLoader())
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

    private static @Nullable Object call(Object owner, String method) {
        try {
            return owner.getClass().getMethod(method).invoke(owner);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
