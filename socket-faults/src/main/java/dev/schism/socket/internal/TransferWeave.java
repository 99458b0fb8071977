// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.F_FULL;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.LRETURN;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves one of the four transfers of {@code sun.nio.ch.SocketDispatcher}: asks before, tells after, tells failures.
 *
 * <pre>{@code
 * length = onBefore(op, fd, -1, address, length); if (length < 0) return length;
 * try { original, with onAfter(result, ...) before each return } catch (Throwable t) { onFailed(...); throw t; }
 * }</pre>
 */
final class TransferWeave extends MethodVisitor {

    private static final int DESCRIPTOR = 1;
    private static final int ADDRESS = 2;
    private static final int LENGTH = 4;
    private static final Object[] ARGUMENTS = {"sun/nio/ch/SocketDispatcher", "java/io/FileDescriptor", LONG, INTEGER};

    private final int operation;
    private final boolean vector;
    private final Label start = new Label();
    private final Label end = new Label();

    TransferWeave(MethodVisitor to, int operation) {
        super(Opcodes.ASM9, to);
        this.operation = operation;
        this.vector = operation == SocketEvents.READV || operation == SocketEvents.WRITEV;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        pushTransfer();
        super.visitVarInsn(ILOAD, LENGTH);
        call("onBefore", "(ILjava/lang/Object;IJI)I");
        super.visitVarInsn(ISTORE, LENGTH);
        super.visitVarInsn(ILOAD, LENGTH);
        super.visitJumpInsn(IFGE, start);
        super.visitVarInsn(ILOAD, LENGTH);
        if (vector) {
            super.visitInsn(I2L);
        }
        super.visitInsn(vector ? LRETURN : IRETURN);
        super.visitLabel(start);
        super.visitFrame(F_SAME, 0, null, 0, null);
        super.visitInsn(Opcodes.NOP);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == IRETURN || opcode == LRETURN) {
            super.visitInsn(vector ? DUP2 : DUP);
            if (!vector) {
                super.visitInsn(I2L);
            }
            pushTransfer();
            call("onAfter", "(JILjava/lang/Object;IJ)V");
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        super.visitLabel(end);
        super.visitTryCatchBlock(start, end, end, "java/lang/Throwable");
        super.visitFrame(F_FULL, ARGUMENTS.length, ARGUMENTS, 1, new Object[] {"java/lang/Throwable"});
        pushTransfer();
        call("onFailed", "(ILjava/lang/Object;IJ)V");
        super.visitInsn(ATHROW);
        super.visitMaxs(stack, locals);
    }

    private void pushTransfer() {
        super.visitIntInsn(Opcodes.BIPUSH, operation);
        super.visitVarInsn(ALOAD, DESCRIPTOR);
        super.visitInsn(Opcodes.ICONST_M1);
        super.visitVarInsn(LLOAD, ADDRESS);
    }

    private void call(String name, String signature) {
        super.visitMethodInsn(INVOKESTATIC, HookInstaller.HOOK, name, signature, false);
    }
}
