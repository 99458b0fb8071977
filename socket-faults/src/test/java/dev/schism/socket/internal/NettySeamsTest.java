// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.socket.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** What becomes of Netty's classes where they are not those that this library knows. */
class NettySeamsTest {

    private static final String HOLDERS = """
            io/netty/channel/unix/FileDescriptor
            io/netty/channel/unix/Socket
            io/netty/channel/epoll/LinuxSocket
            io/netty/channel/epoll/Native
            io/netty/channel/epoll/EpollRecvByteAllocatorStreamingHandle
            io/netty/channel/uring/AbstractIoUringChannel$AbstractUringUnsafe
            io/netty/channel/uring/IoUringServerSocketChannel""";

    @Test
    void thisVersionOfNettyHasThemAll() throws IOException {
        try (Heard heard = new Heard()) {
            for (String type : HOLDERS.lines().toList()) {
                assertThat(hooks(woven(type, original(type)))).as(type).isNotEmpty();
            }
            assertThat(heard.errors()).isEmpty();
        }
    }

    @Test
    void relocatedCopiesAreWovenAlike() throws IOException {
        try (Heard heard = new Heard()) {
            for (String type : HOLDERS.lines().toList()) {
                Set<String> expected = hooks(woven(type, original(type)));

                assertThat(hooks(woven("org/shaded/" + type, relocated(original(type)))))
                        .as(type)
                        .isEqualTo(expected);
            }
            assertThat(heard.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"finishConnect", "recvAddress", "send"})
    void missingMethodIsSaidAloud(String method) throws IOException {
        try (Heard heard = new Heard()) {
            woven("io/netty/channel/unix/Socket", without(method, original("io/netty/channel/unix/Socket")));

            assertThat(heard.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .startsWith(
                                    "io.netty.channel.unix.Socket must have the methods that faults are injected in,"
                                            + " missing: [" + method + "(")
                            .endsWith("; use Netty's NIO transport, or faults may not be injected"));
        }
    }

    @Test
    void classThatCannotBeReadIsSaidAloud() {
        try (Heard heard = new Heard()) {
            assertThat(weave("io/netty/channel/unix/Socket", new byte[] {1, 2, 3}))
                    .isNull();

            assertThat(heard.errors())
                    .containsExactly("socket faults must be injectable in io.netty.channel.unix.Socket");
        }
    }

    private static byte[] original(String type) throws IOException {
        try (InputStream in = NettySeamsTest.class.getResourceAsStream("/" + type + ".class")) {
            assertThat(in).as(type).isNotNull();
            return in.readAllBytes();
        }
    }

    private static byte[] woven(String type, byte[] bytes) {
        byte[] woven = weave(type, bytes);
        assertThat(woven).as(type).isNotNull();
        return woven;
    }

    private static byte[] weave(String type, byte[] bytes) {
        Installation.byAttaching();
        return new Weaver(AgentEntry.instrumentation()).transform(null, null, type, null, null, bytes);
    }

    private static byte[] relocated(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String name) {
                                return name.startsWith("io/netty/") ? "org/shaded/" + name : name;
                            }
                        }),
                        0);
        return writer.toByteArray();
    }

    /** Another name for a method, as a later version of Netty may have it. */
    private static byte[] without(String method, byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String signature, String generic, String[] thrown) {
                                return super.visitMethod(
                                        access, name.equals(method) ? name + "0" : name, signature, generic, thrown);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Which methods call which hooks. */
    private static Set<String> hooks(byte[] bytes) {
        Set<String> hooks = new TreeSet<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String signature, String generic, String[] thrown) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitMethodInsn(
                                            int code, String owner, String name, String called, boolean isInterface) {
                                        if (owner.equals(HookInstaller.HOOK)) {
                                            hooks.add(method + " " + name + called);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        assertThat(List.copyOf(hooks)).allSatisfy(hook -> assertThat(hook).doesNotContain("netty"));
        return hooks;
    }
}
