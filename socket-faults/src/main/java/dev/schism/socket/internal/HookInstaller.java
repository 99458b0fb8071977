// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Puts the hook class into {@code java.base} and connects it with this library. */
final class HookInstaller {

    /** The hook's name at run time. */
    static final String HOOK = "sun/nio/ch/SchismSocketHook";

    static final String ACCEPT_ARGUMENTS =
            "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I";
    static final String ADDRESS_ARGUMENTS = "(Ljava/nio/ByteBuffer;)J";
    static final String AVAILABLE_ARGUMENTS = "(Ljava/io/FileDescriptor;)I";
    static final String NET = "sun/nio/ch/Net";
    private static final String NET_CLASS = "sun.nio.ch.Net";

    private static final String TEMPLATE = Type.getInternalName(SocketHook.class);
    private static final String BRIDGE = Type.getInternalName(HookBridge.class);
    private static final Module BASE = Object.class.getModule();

    private HookInstaller() {}

    /** What all copies of this library in this process synchronize their installing on. */
    static Object lock() throws ClassNotFoundException {
        return Class.forName(NET_CLASS);
    }

    /** Opens what the hook and the engine read of {@code java.base}. */
    static void open(Instrumentation instrumentation) {
        Set<Module> here = Set.of(HookInstaller.class.getModule());
        Map<String, Set<Module>> packages =
                Map.of("sun.nio.ch", here, "sun.net", here, "java.io", here, "jdk.internal.misc", here);
        instrumentation.redefineModule(BASE, Set.of(), packages, packages, Set.of(), Map.of());
    }

    /** Lets the classes of a module call the hook. */
    static void openTo(Instrumentation instrumentation, Module module) {
        instrumentation.redefineModule(
                BASE, Set.of(), Map.of("sun.nio.ch", Set.of(module)), Map.of(), Set.of(), Map.of());
    }

    /**
     * Defines the hook where no copy of this library has, and puts this copy in front of the one that is in force.
     *
     * @return the copy that was in force before, or null
     * @throws SeamMissingException if another copy has installed a hook of another shape
     */
    static @Nullable Object install() throws ReflectiveOperationException, IOException {
        Class<?> hook = existing();
        if (hook == null) {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(Class.forName(NET_CLASS), MethodHandles.lookup());
            hook = lookup.defineClass(withNatives(rename(TEMPLATE, Map.of(TEMPLATE, HOOK))));
        }
        requireSameShape(hook);
        byte[] bridge = rename(BRIDGE, Map.of(TEMPLATE, HOOK, BRIDGE, BRIDGE + "InForce"));
        MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bridge, true);
        MethodHandle maker = lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class, hook));
        Field installed = hook.getField("installed");
        Object before = installed.get(null);
        installed.set(null, make(maker, before));
        return before;
    }

    /** Puts back what was in force before. */
    static void restore(@Nullable Object before) throws ReflectiveOperationException {
        Class<?> hook = existing();
        if (hook != null) {
            hook.getField("installed").set(null, before);
        }
    }

    private static @Nullable Class<?> existing() {
        try {
            return Class.forName(HOOK.replace('/', '.'), true, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static Object make(MethodHandle maker, @Nullable Object next) throws ReflectiveOperationException {
        try {
            return maker.invoke(next);
        } catch (Throwable e) {
            throw new ReflectiveOperationException("the bridge to the hook must be made", e);
        }
    }

    static void requireSameShape(Class<?> hook) {
        Set<String> here = shape(SocketHook.class);
        Set<String> there = shape(hook);
        if (!here.equals(there)) {
            throw new SeamMissingException(
                    "all copies of socket faults in a process must be of one version: the hook of"
                            + " the copy that another class loader has installed has " + there + ", this one needs "
                            + here);
        }
    }

    /** What a bridge must implement. */
    private static Set<String> shape(Class<?> type) {
        Set<String> shape = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                shape.add(method.getName()
                        + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString());
            }
        }
        return shape;
    }

    private static byte[] rename(String name, Map<String, String> names) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes(name))
                .accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, names)), ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static byte[] bytes(String name) throws IOException {
        String resource = name.substring(name.lastIndexOf('/') + 1) + ".class";
        try (InputStream in = HookInstaller.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new SeamMissingException("the hook class must be a resource beside its users: " + resource);
            }
            return in.readAllBytes();
        }
    }

    /** Adds the methods that cannot be written in Java here: they call package-private natives of the JDK. */
    private static byte[] withNatives(byte[] hook) {
        ClassReader reader = new ClassReader(hook);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        accept(super.visitMethod(Opcodes.ACC_STATIC, "accept", ACCEPT_ARGUMENTS, null, new String[] {
                            "java/io/IOException"
                        }));
                        address(super.visitMethod(
                                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "addressOf", ADDRESS_ARGUMENTS, null, null));
                        available(super.visitMethod(
                                Opcodes.ACC_STATIC, "available", AVAILABLE_ARGUMENTS, null, new String[] {
                                    "java/io/IOException"
                                }));
                        super.visitEnd();
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static void address(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitTypeInsn(Opcodes.CHECKCAST, "sun/nio/ch/DirectBuffer");
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "sun/nio/ch/DirectBuffer", "address", "()J", true);
        code.visitInsn(Opcodes.LRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void available(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NET, "available", AVAILABLE_ARGUMENTS, false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "onAvailable", "(ILjava/io/FileDescriptor;)I", false);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void accept(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NET, "accept", ACCEPT_ARGUMENTS, false);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOK, "onAccepted", "(ILjava/io/FileDescriptor;)V", false);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
