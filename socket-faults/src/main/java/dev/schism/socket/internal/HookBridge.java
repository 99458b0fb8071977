// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Hands what the hook hears to {@link Seams}, then to the copy of this library that was installed before, if any.
 * Loaded in a renamed copy, see {@link HookInstaller}.
 */
final class HookBridge extends SocketHook {

    private final @Nullable SocketHook next;

    HookBridge(@Nullable SocketHook next) {
        this.next = next;
    }

    /** The other copy, or null where there is none or it is not to hear of this. */
    private @Nullable SocketHook other() {
        return next == null || Seams.events.exclusive() ? null : next;
    }

    @Override
    public int before(int operation, Object owner, int number, long address, int length) throws IOException {
        int allowed = Seams.events.before(operation, owner, number, address, length);
        SocketHook other = other();
        if (other == null || allowed < 0) {
            return allowed;
        }
        try {
            return other.before(operation, owner, number, address, allowed);
        } catch (IOException e) {
            Seams.events.failed(operation, owner, number, address);
            throw e;
        }
    }

    @Override
    public void after(int operation, Object owner, int number, long address, long result) {
        Seams.events.after(operation, owner, number, address, result);
        SocketHook other = other();
        if (other != null) {
            other.after(operation, owner, number, address, result);
        }
    }

    @Override
    public void failed(int operation, Object owner, int number, long address) {
        Seams.events.failed(operation, owner, number, address);
        SocketHook other = other();
        if (other != null) {
            other.failed(operation, owner, number, address);
        }
    }

    @Override
    public int connect(Object owner, InetAddress address, int port) throws IOException {
        int to = Seams.events.connect(owner, address, port);
        SocketHook other = other();
        return other == null || to < 0 ? to : other.connect(owner, address, to);
    }

    @Override
    public InetAddress connectAddress(Object owner, InetAddress address) {
        InetAddress to = Seams.events.connectAddress(owner, address);
        SocketHook other = other();
        return other == null ? to : other.connectAddress(owner, to);
    }

    @Override
    public void pollConnect(Object owner) throws IOException {
        Seams.events.pollConnect(owner);
        SocketHook other = other();
        if (other != null) {
            other.pollConnect(owner);
        }
    }

    @Override
    public void accepted(Object owner) {
        Seams.events.accepted(owner);
        SocketHook other = other();
        if (other != null) {
            other.accepted(owner);
        }
    }

    @Override
    public int available(Object owner, int octets) {
        int believed = Seams.events.available(owner, octets);
        SocketHook other = other();
        return other == null ? believed : other.available(owner, believed);
    }

    @Override
    public boolean needsCopy(Object channel) {
        SocketHook other = other();
        return Seams.events.needsCopy(channel) || (other != null && other.needsCopy(channel));
    }

    @Override
    public @Nullable SocketAddress foreignConnect(Object owner, int number, SocketAddress address) throws IOException {
        SocketAddress to = Seams.events.foreignConnect(owner, number, address);
        SocketHook other = other();
        return other == null || to == null ? to : other.foreignConnect(owner, number, to);
    }

    @Override
    public void uncovered(SocketAddress address) throws IOException {
        Seams.events.uncovered(address);
        SocketHook other = other();
        if (other != null) {
            other.uncovered(address);
        }
    }

    @Override
    public void uncoveredAccept(Object listener) {
        Seams.events.uncoveredAccept(listener);
        SocketHook other = other();
        if (other != null) {
            other.uncoveredAccept(listener);
        }
    }

    @Override
    public void splice(int from, int to) throws IOException {
        Seams.events.splice(from, to);
        SocketHook other = other();
        if (other != null) {
            other.splice(from, to);
        }
    }

    @Override
    public boolean needsConnect() {
        SocketHook other = other();
        return Seams.events.needsConnect() || (other != null && other.needsConnect());
    }

    @Override
    public void foreignPollConnect(Object owner, int number) throws IOException {
        Seams.events.foreignPollConnect(owner, number);
        SocketHook other = other();
        if (other != null) {
            other.foreignPollConnect(owner, number);
        }
    }

    @Override
    public boolean foreignMore() {
        SocketHook other = other();
        return Seams.events.foreignMore() || (other != null && other.foreignMore());
    }
}
