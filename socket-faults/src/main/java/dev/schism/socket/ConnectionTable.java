// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Jdk;
import java.io.FileDescriptor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds connections by descriptor number. Numbers are used again by the kernel, so an entry counts only for the very
 * descriptor object that it was made for. Thread-safe.
 */
final class ConnectionTable {

    private static final int FIRST_SIZE = 1_024;

    private volatile AtomicReferenceArray<Connection> entries = new AtomicReferenceArray<>(FIRST_SIZE);

    /** Returns the entry of a descriptor, making one where it is not known. */
    Connection find(Object owner, int number) {
        int index = index(owner, number);
        AtomicReferenceArray<Connection> now = entries;
        if (index >= 0 && index < now.length()) {
            Connection found = now.get(index);
            if (found != null && found.refersTo(owner)) {
                return found;
            }
        }
        return remember(owner, number, new Connection(owner, Origin.Side.UNKNOWN, null, -1));
    }

    /** Returns the entry of a number whose descriptor is open, or null. */
    @Nullable
    Connection at(int number) {
        AtomicReferenceArray<Connection> now = entries;
        Connection found = number >= 0 && number < now.length() ? now.get(number) : null;
        Object owner = found == null ? null : found.get();
        if (owner instanceof FileDescriptor descriptor) {
            return Jdk.number(descriptor) == number ? found : null;
        }
        return owner != null && Foreign.isOpen(owner) ? found : null;
    }

    Connection remember(Object owner, int number, Connection connection) {
        int index = index(owner, number);
        if (index >= 0) {
            synchronized (this) {
                Connection now = index < entries.length() ? entries.get(index) : null;
                if (now != null && connection.opened < 0 && now.refersTo(owner)) {
                    return now;
                }
                grow(index + 1);
                entries.set(index, connection);
            }
        }
        return connection;
    }

    private static int index(Object owner, int number) {
        return number < 0 && owner instanceof FileDescriptor descriptor ? Jdk.number(descriptor) : number;
    }

    private void grow(int least) {
        AtomicReferenceArray<Connection> old = entries;
        if (least <= old.length()) {
            return;
        }
        AtomicReferenceArray<Connection> larger = new AtomicReferenceArray<>(Math.max(least, 2 * old.length()));
        for (int i = 0; i < old.length(); i++) {
            larger.set(i, old.get(i));
        }
        entries = larger;
    }
}
