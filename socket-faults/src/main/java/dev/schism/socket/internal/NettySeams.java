// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/**
 * The methods of one class of Netty's native transports that are woven. Netty is found under other package names too,
 * as in jars that bring a relocated copy. A class that lacks one of its methods is of a version that this library does
 * not know, and what passes by must not do so in silence: {@link #missing()} names them. Used by one thread.
 */
final class NettySeams {

    private static final String PACKAGE = "netty/channel/";
    /** Stands for the package of Netty's channels in a signature. */
    private static final String ROOT = "#";

    private static final String ADDRESSED = "(JII)I";
    private static final String BUFFERED = "(Ljava/nio/ByteBuffer;II)I";
    private static final Map<String, Map<String, Weave>> CLASSES = Map.of(
            "unix/FileDescriptor",
            Map.of(
                    "readAddress" + ADDRESSED,
                    (weaves, to) -> weaves.addressed(to, SocketEvents.READ),
                    "read" + BUFFERED,
                    (weaves, to) -> weaves.buffered(to, SocketEvents.READ),
                    "writeAddress" + ADDRESSED,
                    (weaves, to) -> weaves.addressed(to, SocketEvents.WRITE),
                    "write" + BUFFERED,
                    (weaves, to) -> weaves.buffered(to, SocketEvents.WRITE),
                    "writevAddresses(JI)J",
                    NettyWeaves::vectored,
                    "writev([Ljava/nio/ByteBuffer;IIJ)J",
                    NettyWeaves::gathered),
            "unix/Socket",
            Map.of(
                    "connect(Ljava/net/SocketAddress;)Z",
                    NettyWeaves::connect,
                    "finishConnect()Z",
                    NettyWeaves::finishConnect,
                    "recvAddress" + ADDRESSED,
                    (weaves, to) -> weaves.addressed(to, SocketEvents.READ),
                    "recv" + BUFFERED,
                    (weaves, to) -> weaves.buffered(to, SocketEvents.READ),
                    "sendAddress" + ADDRESSED,
                    (weaves, to) -> weaves.addressed(to, SocketEvents.WRITE),
                    "send" + BUFFERED,
                    (weaves, to) -> weaves.buffered(to, SocketEvents.WRITE),
                    "sendTo(Ljava/nio/ByteBuffer;IILjava/net/InetAddress;IZ)I",
                    (weaves, to) -> weaves.fastOpen(to, 6),
                    "sendToAddress(JIILjava/net/InetAddress;IZ)I",
                    (weaves, to) -> weaves.fastOpen(to, 7),
                    "sendToAddresses(JILjava/net/InetAddress;IZ)I",
                    (weaves, to) -> weaves.fastOpen(to, 6)),
            "epoll/LinuxSocket",
            Map.of("sendFile(L#DefaultFileRegion;JJJ)J", NettyWeaves::file),
            "epoll/Native",
            Map.of("splice(IJIJJ)I", NettyWeaves::splice),
            "epoll/EpollRecvByteAllocatorStreamingHandle",
            Map.of("maybeMoreDataToRead()Z", NettyWeaves::more),
            "uring/AbstractIoUringChannel$AbstractUringUnsafe",
            Map.of(
                    "connect(Ljava/net/SocketAddress;Ljava/net/SocketAddress;L#ChannelPromise;)V",
                    NettyWeaves::uncovered),
            "uring/IoUringServerSocketChannel",
            Map.of("newChildChannel(ILjava/nio/ByteBuffer;)L#Channel;", NettyWeaves::uncoveredAccept));

    private final String type;
    private final NettyWeaves weaves;
    private final Map<String, Weave> methods = new TreeMap<>();
    private final Set<String> missing;

    private NettySeams(String type, String root, Map<String, Weave> methods) {
        this.type = type;
        this.weaves = new NettyWeaves(root);
        methods.forEach((method, weave) -> this.methods.put(method.replace(ROOT, root), weave));
        this.missing = new TreeSet<>(this.methods.keySet());
    }

    /** Returns the seams in a class, named as in class files; null where there are none. */
    static @Nullable NettySeams of(String type) {
        int start = type.indexOf(PACKAGE);
        if (start < 0) {
            return null;
        }
        int end = start + PACKAGE.length();
        Map<String, Weave> methods = CLASSES.get(type.substring(end));
        return methods == null ? null : new NettySeams(type, type.substring(0, end), methods);
    }

    MethodVisitor weave(MethodVisitor to, String method, String signature) {
        Weave weave = methods.get(method + signature);
        if (weave == null) {
            return to;
        }
        missing.remove(method + signature);
        return weave.around(weaves, to);
    }

    /** Says which methods were not there to be woven; empty where none is missing. */
    String missing() {
        return missing.isEmpty()
                ? ""
                : type.replace('/', '.') + " must have the methods that faults are injected in, missing: " + missing;
    }

    /** What is done to one method. */
    @FunctionalInterface
    private interface Weave {
        MethodVisitor around(NettyWeaves weaves, MethodVisitor to);
    }
}
