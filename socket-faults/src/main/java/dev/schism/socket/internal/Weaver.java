// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the seams into the classes that hold them, and remembers which seams it found. Thread-safe. */
class Weaver implements ClassFileTransformer {

    /** The seams of the JDK; each must be woven on every JDK. */
    static final Set<String> OF_THE_JDK = Set.of(
            "SocketDispatcher.read",
            "SocketDispatcher.readv",
            "SocketDispatcher.write",
            "SocketDispatcher.writev",
            "Net.connect",
            "Net.pollConnectNow",
            "NioSocketImpl.accept",
            "NioSocketImpl.available",
            "SocketChannelImpl.available",
            "ServerSocketChannelImpl.accept",
            "UnixAsynchronousServerSocketChannelImpl.accept",
            "FileChannelImpl.transferTo");

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");
    private static final String JDK = "sun/nio/ch/";
    private static final String TRANSFER = "(Ljava/io/FileDescriptor;JI)";
    private static final Map<String, Integer> TRANSFERS = Map.of(
            "read", SocketEvents.READ,
            "readv", SocketEvents.READV,
            "write", SocketEvents.WRITE,
            "writev", SocketEvents.WRITEV);
    private final Instrumentation instrumentation;
    private final Set<String> woven = ConcurrentHashMap.newKeySet();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    private final Predicate<String> wanted;

    Weaver(Instrumentation instrumentation) {
        this(instrumentation, seam -> true);
    }

    /** Weaves only the seams of the JDK that are wanted, as if this JDK did not have the others. */
    Weaver(Instrumentation instrumentation, Predicate<String> wanted) {
        this.instrumentation = instrumentation;
        this.wanted = wanted;
    }

    private boolean found(String seam) {
        if (wanted.test(seam)) {
            woven.add(seam);
            return true;
        }
        return false;
    }

    /** Returns the seams that are not in place. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(OF_THE_JDK);
        missing.removeAll(woven);
        failures.forEach((type, cause) -> missing.add(type + " (" + cause + ")"));
        return missing;
    }

    /** Returns the classes of the JDK that hold seams. */
    static Set<String> types() {
        Set<String> types = new TreeSet<>();
        OF_THE_JDK.forEach(seam -> types.add("sun.nio.ch." + seam.substring(0, seam.indexOf('.'))));
        return types;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null) {
            return null;
        }
        try {
            Seam seam = name.startsWith(JDK) ? seamOf(name) : null;
            if (seam != null) {
                return weave(seam, bytes);
            }
            NettySeams netty = NettySeams.of(name);
            return netty == null ? null : weave(netty, module, bytes);
        } catch (RuntimeException | Error e) {
            failures.put(name, e);
            LOG.log(System.Logger.Level.ERROR, "socket faults must be injectable in " + name.replace('/', '.'), e);
            return null;
        }
    }

    private byte[] weave(NettySeams netty, @Nullable Module module, byte[] bytes) {
        if (module != null) {
            HookInstaller.openTo(instrumentation, module);
        }
        byte[] woven = weave(netty::weave, bytes);
        if (!netty.missing().isEmpty()) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    netty.missing() + "; use Netty's NIO transport, or faults may not be injected");
        }
        return woven;
    }

    private static byte[] weave(Seam seam, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String method,
                            String signature,
                            @Nullable String generic,
                            String @Nullable [] ex) {
                        MethodVisitor to = super.visitMethod(access, method, signature, generic, ex);
                        return (access & Opcodes.ACC_NATIVE) != 0 ? to : seam.weave(to, method, signature);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private @Nullable Seam seamOf(String name) {
        return switch (name) {
            case "sun/nio/ch/SocketDispatcher" -> this::dispatcher;
            case "sun/nio/ch/Net" -> this::net;
            case "sun/nio/ch/FileChannelImpl" -> this::fileChannel;
            case "sun/nio/ch/NioSocketImpl",
                    "sun/nio/ch/ServerSocketChannelImpl",
                    "sun/nio/ch/SocketChannelImpl",
                    "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl" ->
                (to, method, signature) -> JdkWeaves.natives(to, called -> found(name.substring(11) + "." + called));
            default -> null;
        };
    }

    private MethodVisitor dispatcher(MethodVisitor to, String method, String signature) {
        Integer operation = TRANSFERS.get(method);
        if (operation == null || !signature.startsWith(TRANSFER) || !found("SocketDispatcher." + method)) {
            return to;
        }
        return new TransferWeave(to, operation);
    }

    private MethodVisitor net(MethodVisitor to, String method, String signature) {
        if (method.equals("connect")
                && signature.equals("(Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;Ljava/net/InetAddress;I)I")
                && found("Net.connect")) {
            return JdkWeaves.connect(to);
        }
        if (method.equals("pollConnectNow") && found("Net.pollConnectNow")) {
            return JdkWeaves.pollConnect(to);
        }
        return to;
    }

    private MethodVisitor fileChannel(MethodVisitor to, String method, String signature) {
        boolean direct = method.equals("transferToDirectly") || method.equals("transferToDirect");
        if (!direct
                || !signature.equals("(JILjava/nio/channels/WritableByteChannel;)J")
                || !found("FileChannelImpl.transferTo")) {
            return to;
        }
        return JdkWeaves.transferTo(to);
    }

    /** What is done to the methods of one class. */
    @FunctionalInterface
    private interface Seam {
        MethodVisitor weave(MethodVisitor to, String method, String signature);
    }
}
