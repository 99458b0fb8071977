// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LRETURN;

import java.util.function.Predicate;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The small weaves of the JDK: connecting, accepting, transferring files. */
final class JdkWeaves {

    /** The JDK's status for "not by this way, try the next". */
    private static final int UNSUPPORTED_CASE = -6;

    private JdkWeaves() {}

    /** {@code Net.connect(family, fd, address, port)}: may fail, may call itself pending, may go elsewhere. */
    static MethodVisitor connect(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                Label proceed = new Label();
                visitVarInsn(ALOAD, 1);
                visitVarInsn(ALOAD, 2);
                visitVarInsn(ILOAD, 3);
                call(this, "onConnect", "(Ljava/lang/Object;Ljava/net/InetAddress;I)I");
                visitVarInsn(ISTORE, 3);
                visitVarInsn(ILOAD, 3);
                visitJumpInsn(IFGE, proceed);
                visitVarInsn(ILOAD, 3);
                visitInsn(IRETURN);
                visitLabel(proceed);
                visitFrame(F_SAME, 0, null, 0, null);
                visitVarInsn(ALOAD, 1);
                visitVarInsn(ALOAD, 2);
                call(this, "onConnectAddress", "(Ljava/lang/Object;Ljava/net/InetAddress;)Ljava/net/InetAddress;");
                visitVarInsn(ASTORE, 2);
            }
        };
    }

    /** {@code Net.pollConnectNow(fd)}: where a pending connection fails. */
    static MethodVisitor pollConnect(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(ALOAD, 0);
                call(this, "onPollConnect", "(Ljava/lang/Object;)V");
            }
        };
    }

    /** Callers of the natives {@code Net.accept} and {@code Net.available}: they call them through the hook. */
    static MethodVisitor natives(MethodVisitor to, Predicate<String> found) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String signature, boolean isInterface) {
                String called = owner.equals(HookInstaller.NET) ? name + signature : "";
                boolean ours = called.equals("accept" + HookInstaller.ACCEPT_ARGUMENTS)
                        || called.equals("available" + HookInstaller.AVAILABLE_ARGUMENTS);
                super.visitMethodInsn(
                        opcode, ours && found.test(name) ? HookInstaller.HOOK : owner, name, signature, isInterface);
            }
        };
    }

    /** {@code FileChannelImpl}'s direct transfer, which would pass by the dispatcher: refused where faults are due. */
    static MethodVisitor transferTo(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                Label proceed = new Label();
                visitVarInsn(ALOAD, 4);
                call(this, "onTransferTo", "(Ljava/lang/Object;)Z");
                visitJumpInsn(IFEQ, proceed);
                visitLdcInsn((long) UNSUPPORTED_CASE);
                visitInsn(LRETURN);
                visitLabel(proceed);
                visitFrame(F_SAME, 0, null, 0, null);
                visitInsn(Opcodes.NOP);
            }
        };
    }

    private static void call(MethodVisitor to, String name, String signature) {
        to.visitMethodInsn(INVOKESTATIC, HookInstaller.HOOK, name, signature, false);
    }
}
