// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves the seams once per process and proves that each of them works. Thread-safe. */
public final class Installation {

    private static @Nullable Installation done;

    private final Duration time;

    private Installation(Duration time) {
        this.time = time;
    }

    /** Returns how long it took, attaching not counted. */
    public Duration time() {
        return time;
    }

    /**
     * Installs through the given instrumentation, or does nothing where that was done before.
     *
     * @throws SeamMissingException if a seam is missing; the process keeps working without faults
     */
    public static synchronized Installation with(Instrumentation instrumentation) {
        Installation before = done;
        if (before != null) {
            return before;
        }
        Installation now = install(instrumentation);
        done = now;
        return now;
    }

    /**
     * Installs by attaching an agent to this process, or does nothing where that was done before.
     *
     * @throws SeamMissingException if attaching is not allowed or a seam is missing
     */
    public static synchronized Installation byAttaching() {
        Installation before = done;
        return before != null ? before : with(SelfAttach.attach());
    }

    private static Installation install(Instrumentation instrumentation) {
        long start = System.nanoTime();
        requireUnix();
        try {
            HookInstaller.open(instrumentation);
            HookInstaller.install();
            Weaver weaver = new Weaver(instrumentation);
            instrumentation.addTransformer(weaver, true);
            retransform(instrumentation);
            Set<String> missing = weaver.missing();
            if (missing.isEmpty()) {
                missing = SelfTest.failed();
            }
            if (!missing.isEmpty()) {
                instrumentation.removeTransformer(weaver);
                throw SeamMissingException.of(missing);
            }
        } catch (ReflectiveOperationException | IOException | UnmodifiableClassException e) {
            throw new SeamMissingException("socket faults must be installable on JDK " + Runtime.version(), e);
        }
        return new Installation(Duration.ofNanos(System.nanoTime() - start));
    }

    private static void requireUnix() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            throw new SeamMissingException("socket faults must run on a Unix: Windows has other seams");
        }
    }

    private static void retransform(Instrumentation instrumentation)
            throws ReflectiveOperationException, UnmodifiableClassException {
        List<Class<?>> loaded = new ArrayList<>();
        for (String type : Weaver.types()) {
            loaded.add(Class.forName(type, false, null));
        }
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getName().startsWith("io.netty.channel.unix.")
                    || type.getName().startsWith("io.netty.channel.epoll.EpollRecv")) {
                loaded.add(type);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(Class<?>[]::new));
    }
}
