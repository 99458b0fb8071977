// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The echo backend of an nginx in a container, and how it is reached from there.
 *
 * @param upstream the backend on this side
 * @param address its address as nginx in the container sees it
 * @param mounted the directory to mount, where there is one
 */
record ContainerUpstream(NginxUpstream upstream, String address, Optional<Path> mounted) implements AutoCloseable {

    /** Where the directory with the socket is mounted. */
    static final String MOUNT = "/schism";

    /** The name under which Testcontainers makes this machine's ports known to a container. */
    private static final String GATEWAY = "host.testcontainers.internal";

    /** How nginx reaches the backend. */
    enum Route {
        /** Through a Unix-domain socket in a mounted directory. */
        MOUNTED_SOCKET,
        /** Through Testcontainers' forwarding to a loopback port of this machine. */
        HOST_GATEWAY
    }

    static ContainerUpstream none() {
        NginxUpstream none = NginxUpstream.none();
        return new ContainerUpstream(none, none.address(), Optional.empty());
    }

    static ContainerUpstream start(ScratchDirectory scratch, Route route) {
        return switch (route) {
            case MOUNTED_SOCKET -> mountedSocket(scratch.path().resolve("backend"));
            case HOST_GATEWAY -> {
                NginxUpstream upstream = NginxUpstream.onLoopback();
                yield new ContainerUpstream(upstream, GATEWAY + ":" + upstream.port(), Optional.empty());
            }
        };
    }

    /** The directory above is this user's alone, so only a container it is mounted in can reach the socket. */
    private static ContainerUpstream mountedSocket(Path directory) {
        try {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("temporary directory must be writable: " + directory, e);
        }
        return new ContainerUpstream(
                NginxUpstream.sharedIn(directory),
                "unix:" + MOUNT + "/" + NginxUpstream.SOCKET,
                Optional.of(directory));
    }

    /** Returns the port to forward, where the backend is reached through the host gateway. */
    Optional<Integer> exposedPort() {
        return upstream.port() == 0 ? Optional.empty() : Optional.of(upstream.port());
    }

    @Override
    public void close() {
        upstream.close();
    }
}
