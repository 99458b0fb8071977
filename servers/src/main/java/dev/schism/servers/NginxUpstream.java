// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The echo backend of one nginx, where it has one. In origin mode there is none, and its address is never used.
 *
 * @param backend the running backend
 */
record NginxUpstream(Optional<EchoBackend> backend) implements AutoCloseable {

    /** Longest path of a Unix-domain socket that every platform takes: macOS has room for 104 octets with the end. */
    static final int MAX_SOCKET_PATH = 100;

    /** Name of the socket file. */
    static final String SOCKET = "echo.sock";

    private static final String NONE = "127.0.0.1:1";

    static NginxUpstream none() {
        return new NginxUpstream(Optional.empty());
    }

    /** Starts a backend on a socket file in a directory, or on loopback where the path would be too long. */
    static NginxUpstream in(Path directory) {
        Path socket = directory.resolve(SOCKET);
        return new NginxUpstream(Optional.of(
                socket.toString().length() <= MAX_SOCKET_PATH
                        ? EchoBackend.onUnixSocket(socket)
                        : EchoBackend.onLoopback()));
    }

    /**
     * Starts a backend on a socket file that any user who can reach the directory may connect to: nginx in a container
     * runs as a user of the container's.
     */
    static NginxUpstream sharedIn(Path directory) {
        EchoBackend backend = EchoBackend.onUnixSocket(directory.resolve(SOCKET));
        try {
            Files.setPosixFilePermissions(directory.resolve(SOCKET), PosixFilePermissions.fromString("rw-rw-rw-"));
            return new NginxUpstream(Optional.of(backend));
        } catch (IOException e) {
            backend.close();
            throw new UncheckedIOException("socket file must take permissions: " + directory.resolve(SOCKET), e);
        }
    }

    static NginxUpstream onLoopback() {
        return new NginxUpstream(Optional.of(EchoBackend.onLoopback()));
    }

    /** Returns the address as it is written in nginx's configuration. */
    String address() {
        return backend.map(EchoBackend::address)
                .map(address -> address instanceof UnixDomainSocketAddress unix
                        ? "unix:" + unix.getPath()
                        : "127.0.0.1:" + ((InetSocketAddress) address).getPort())
                .orElse(NONE);
    }

    /** Returns why nginx gets no answers from behind; empty where it does. */
    Optional<String> failure() {
        return backend.filter(running -> !running.isAlive())
                .map(ended -> "echo backend must keep running: its loop has ended");
    }

    /** Returns the port of a backend on loopback. */
    int port() {
        return backend.map(EchoBackend::address)
                .map(address -> address instanceof InetSocketAddress inet ? inet.getPort() : 0)
                .orElse(0);
    }

    @Override
    public void close() {
        backend.ifPresent(EchoBackend::close);
    }
}
