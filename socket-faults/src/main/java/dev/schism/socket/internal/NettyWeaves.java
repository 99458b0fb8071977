// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.I2L;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.ISUB;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LADD;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LRETURN;
import static org.objectweb.asm.Opcodes.LSTORE;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The seams of Netty's native transports, whose system calls do not pass through the JDK. */
final class NettyWeaves {

    private static final String BEFORE = "(ILjava/lang/Object;IJI)I";
    private static final String AFTER = "(JILjava/lang/Object;IJ)V";

    private final String descriptor;

    /** Weaves classes whose package is this one, or below it. */
    NettyWeaves(String root) {
        this.descriptor = root + "unix/FileDescriptor";
    }

    /** {@code Socket.connect(address)}. */
    MethodVisitor connect(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                owner(this);
                visitVarInsn(ALOAD, 1);
                call(this, "onForeignConnect", "(Ljava/lang/Object;ILjava/net/SocketAddress;)Ljava/net/SocketAddress;");
                visitVarInsn(ASTORE, 1);
                Label proceed = new Label();
                visitVarInsn(ALOAD, 1);
                visitJumpInsn(Opcodes.IFNONNULL, proceed);
                super.visitInsn(Opcodes.ICONST_0);
                super.visitInsn(IRETURN);
                visitLabel(proceed);
                visitFrame(F_SAME, 0, null, 0, null);
                super.visitInsn(Opcodes.NOP);
            }
        };
    }

    /**
     * {@code connect(remote, local, promise)} of io_uring, whose transfers happen in a ring: refused where targeted.
     */
    MethodVisitor uncovered(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(ALOAD, 1);
                call(this, "onUncovered", "(Ljava/net/SocketAddress;)V");
            }
        };
    }

    /** {@code newChildChannel(descriptor, address)} of io_uring's server: told, for it cannot be refused. */
    MethodVisitor uncoveredAccept(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(ALOAD, 0);
                call(this, "onUncoveredAccept", "(Ljava/lang/Object;)V");
            }
        };
    }

    /** {@code splice(in, offset, out, offset, length)}: octets that never come to this process. */
    MethodVisitor splice(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                visitVarInsn(ILOAD, 0);
                visitVarInsn(ILOAD, 3);
                call(this, "onSplice", "(II)V");
            }
        };
    }

    /**
     * A send to an address whose flag in this local says that it connects on the way (TCP Fast Open). Netty takes 0 for
     * "no cookie yet" and goes on with an ordinary connect, which has a seam.
     */
    MethodVisitor fastOpen(MethodVisitor to, int flag) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                Label proceed = new Label();
                visitVarInsn(ILOAD, flag);
                visitJumpInsn(IFEQ, proceed);
                call(this, "onFastOpen", "()Z");
                visitJumpInsn(IFEQ, proceed);
                super.visitInsn(Opcodes.ICONST_0);
                super.visitInsn(IRETURN);
                visitLabel(proceed);
                visitFrame(F_SAME, 0, null, 0, null);
                super.visitInsn(Opcodes.NOP);
            }
        };
    }

    /** {@code Socket.finishConnect()}: where a pending connection fails. */
    MethodVisitor finishConnect(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitCode() {
                super.visitCode();
                owner(this);
                call(this, "onForeignPollConnect", "(Ljava/lang/Object;I)V");
            }
        };
    }

    /** A transfer {@code (long address, int position, int limit)}. */
    MethodVisitor addressed(MethodVisitor to, int operation) {
        return new Transfer(to, operation, 3, true) {
            @Override
            void pushAddress() {
                visitVarInsn(LLOAD, 1);
                visitVarInsn(ILOAD, 3);
                visitInsn(I2L);
                visitInsn(LADD);
            }
        };
    }

    /** A transfer {@code (ByteBuffer buffer, int position, int limit)} of a direct buffer. */
    MethodVisitor buffered(MethodVisitor to, int operation) {
        return new Transfer(to, operation, 2, true) {
            @Override
            void pushAddress() {
                visitVarInsn(ALOAD, 1);
                call(this, "addressOf", HookInstaller.ADDRESS_ARGUMENTS);
                visitVarInsn(ILOAD, 2);
                visitInsn(I2L);
                visitInsn(LADD);
            }
        };
    }

    /** A gathering write {@code (long vectors, int entries)}. */
    MethodVisitor vectored(MethodVisitor to) {
        return new Transfer(to, SocketEvents.WRITEV, 3, false) {
            @Override
            void pushAddress() {
                visitVarInsn(LLOAD, 1);
            }
        };
    }

    /** A gathering write {@code (ByteBuffer[] buffers, int offset, int length, long octetsAtMost)}. */
    MethodVisitor gathered(MethodVisitor to) {
        return counted(to, 4);
    }

    /** A file's transfer {@code (DefaultFileRegion region, long base, long offset, long length)}. */
    MethodVisitor file(MethodVisitor to) {
        return counted(to, 6);
    }

    /** A transfer of octets at no address that Java knows, whose number is a long in this local. */
    private MethodVisitor counted(MethodVisitor to, int count) {
        return new Transfer(to, SocketEvents.WRITE, count, false) {
            @Override
            void pushAddress() {
                visitInsn(LCONST_0);
            }

            @Override
            void pushLength() {
                visitVarInsn(LLOAD, count);
                visitLdcInsn((long) Integer.MAX_VALUE);
                visitMethodInsn(INVOKESTATIC, "java/lang/Math", "min", "(JJ)J", false);
                visitInsn(L2I);
            }

            @Override
            void storeLength() {
                visitInsn(I2L);
                visitVarInsn(LSTORE, count);
            }
        };
    }

    /** {@code maybeMoreDataToRead()}: a short read does not mean that nothing is left. */
    MethodVisitor more(MethodVisitor to) {
        return new MethodVisitor(Opcodes.ASM9, to) {
            @Override
            public void visitInsn(int opcode) {
                if (opcode == IRETURN) {
                    call(this, "onForeignMore", "(Z)Z");
                }
                super.visitInsn(opcode);
            }
        };
    }

    private void owner(MethodVisitor to) {
        to.visitVarInsn(ALOAD, 0);
        to.visitVarInsn(ALOAD, 0);
        to.visitMethodInsn(INVOKEVIRTUAL, descriptor, "intValue", "()I", false);
    }

    private static void call(MethodVisitor to, String name, String signature) {
        to.visitMethodInsn(INVOKESTATIC, HookInstaller.HOOK, name, signature, false);
    }

    /** Cuts, refuses and reports one kind of transfer. */
    private abstract class Transfer extends MethodVisitor {

        private final int operation;
        /** The local that holds the position, followed by the limit; or the local of the count of entries. */
        private final int local;

        private final boolean positioned;

        Transfer(MethodVisitor to, int operation, int local, boolean positioned) {
            super(Opcodes.ASM9, to);
            this.operation = operation;
            this.local = local;
            this.positioned = positioned;
        }

        abstract void pushAddress();

        void pushLength() {
            if (positioned) {
                visitVarInsn(ILOAD, local + 1);
                visitVarInsn(ILOAD, local);
                visitInsn(ISUB);
            } else {
                visitVarInsn(ILOAD, local);
            }
        }

        void storeLength() {
            if (positioned) {
                visitVarInsn(ILOAD, local);
                visitInsn(IADD);
            }
            visitVarInsn(ISTORE, positioned ? local + 1 : local);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            Label proceed = new Label();
            visitIntInsn(BIPUSH, operation);
            owner(this);
            pushAddress();
            pushLength();
            call(this, "onForeignBefore", BEFORE);
            visitInsn(DUP);
            visitJumpInsn(IFGE, proceed);
            if (positioned) {
                super.visitInsn(IRETURN);
            } else {
                super.visitInsn(I2L);
                super.visitInsn(LRETURN);
            }
            visitLabel(proceed);
            visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Opcodes.INTEGER});
            storeLength();
            Label body = new Label();
            visitJumpInsn(Opcodes.GOTO, body);
            visitLabel(body);
            visitFrame(F_SAME, 0, null, 0, null);
            super.visitInsn(Opcodes.NOP);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == IRETURN || opcode == LRETURN) {
                super.visitInsn(opcode == IRETURN ? DUP : DUP2);
                if (opcode == IRETURN) {
                    super.visitInsn(I2L);
                }
                visitIntInsn(BIPUSH, operation);
                owner(this);
                pushAddress();
                call(this, "onForeignAfter", AFTER);
            }
            super.visitInsn(opcode);
        }
    }
}
