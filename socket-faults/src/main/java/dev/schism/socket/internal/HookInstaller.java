// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
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
    static final String AVAILABLE_ARGUMENTS = "(Ljava/io/FileDescriptor;)I";
    static final String NET = "sun/nio/ch/Net";

    private static final String TEMPLATE = Type.getInternalName(SocketHook.class);
    private static final String BRIDGE = Type.getInternalName(HookBridge.class);
    private static final Module BASE = Object.class.getModule();

    private HookInstaller() {}

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
     * Defines the hook and puts it in force.
     *
     * @throws SeamMissingException if another copy of this library has installed its hook
     */
    static void install() throws ReflectiveOperationException, IOException {
        Class<?> hook = defineHook();
        byte[] bridge = rename(BRIDGE, Map.of(TEMPLATE, HOOK, BRIDGE, BRIDGE + "InForce"));
        MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bridge, true);
        MethodHandle maker = lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class));
        hook.getField("installed").set(null, make(maker));
    }

    private static Object make(MethodHandle maker) throws ReflectiveOperationException {
        try {
            return maker.invoke();
        } catch (Throwable e) {
            throw new ReflectiveOperationException("the bridge to the hook must be made", e);
        }
    }

    private static Class<?> defineHook() throws ReflectiveOperationException, IOException {
        MethodHandles.Lookup lookup =
                MethodHandles.privateLookupIn(Class.forName("sun.nio.ch.Net"), MethodHandles.lookup());
        try {
            return lookup.defineClass(withNatives(rename(TEMPLATE, Map.of(TEMPLATE, HOOK))));
        } catch (LinkageError e) {
            throw new SeamMissingException(
                    "socket faults must be installed by one copy of this library only: another class loader has", e);
        }
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
