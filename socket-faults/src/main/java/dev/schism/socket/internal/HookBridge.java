// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Hands what the hook hears to {@link Seams}. Loaded in a renamed copy, see {@link HookInstaller}. */
final class HookBridge extends SocketHook {

    HookBridge() {}

    @Override
    public int before(int operation, Object owner, int number, long address, int length) throws IOException {
        return Seams.events.before(operation, owner, number, address, length);
    }

    @Override
    public void after(int operation, Object owner, int number, long address, long result) {
        Seams.events.after(operation, owner, number, address, result);
    }

    @Override
    public void failed(int operation, Object owner, int number, long address) {
        Seams.events.failed(operation, owner, number, address);
    }

    @Override
    public int connect(Object owner, InetAddress address, int port) throws IOException {
        return Seams.events.connect(owner, address, port);
    }

    @Override
    public InetAddress connectAddress(Object owner, InetAddress address) {
        return Seams.events.connectAddress(owner, address);
    }

    @Override
    public void pollConnect(Object owner) throws IOException {
        Seams.events.pollConnect(owner);
    }

    @Override
    public void accepted(Object owner) {
        Seams.events.accepted(owner);
    }

    @Override
    public int available(Object owner, int octets) {
        return Seams.events.available(owner, octets);
    }

    @Override
    public boolean needsCopy(Object channel) {
        return Seams.events.needsCopy(channel);
    }

    @Override
    public @Nullable SocketAddress foreignConnect(Object owner, int number, SocketAddress address) throws IOException {
        return Seams.events.foreignConnect(owner, number, address);
    }

    @Override
    public void foreignPollConnect(Object owner, int number) throws IOException {
        Seams.events.foreignPollConnect(owner, number);
    }

    @Override
    public boolean foreignMore() {
        return Seams.events.foreignMore();
    }
}
