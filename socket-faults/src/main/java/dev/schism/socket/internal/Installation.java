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
        AgentEntry.agentmain("", instrumentation);
        Installation now = install(instrumentation, new Weaver(instrumentation));
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
        if (before != null) {
            return before;
        }
        requireUnix(System.getProperty("os.name", ""));
        return with(SelfAttach.attach());
    }

    /** Installs with this weaver; a class of {@code java.base} keeps several copies of this library from each other. */
    static Installation install(Instrumentation instrumentation, Weaver weaver) {
        long start = System.nanoTime();
        requireUnix(System.getProperty("os.name", ""));
        try {
            HookInstaller.open(instrumentation);
            synchronized (HookInstaller.lock()) {
                Object before = HookInstaller.install();
                Set<String> missing = missing(instrumentation, before == null ? weaver : null);
                if (!missing.isEmpty()) {
                    HookInstaller.restore(before);
                    throw SeamMissingException.of(missing);
                }
            }
        } catch (ReflectiveOperationException | IOException | UnmodifiableClassException e) {
            throw new SeamMissingException("socket faults must be installable on JDK " + Runtime.version(), e);
        }
        return new Installation(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Weaves, unless another copy of this library has, and returns the seams that do not work. */
    private static Set<String> missing(Instrumentation instrumentation, @Nullable Weaver weaver)
            throws ReflectiveOperationException, UnmodifiableClassException, IOException {
        if (weaver == null) {
            return SelfTest.failed();
        }
        instrumentation.addTransformer(weaver, true);
        retransform(instrumentation);
        Set<String> missing = weaver.missing();
        if (missing.isEmpty()) {
            missing = SelfTest.failed();
        }
        if (!missing.isEmpty()) {
            instrumentation.removeTransformer(weaver);
            retransform(instrumentation);
        }
        return missing;
    }

    /** Refuses Windows, whose JDK has its sockets in other classes. */
    static void requireUnix(String system) {
        if (system.startsWith("Windows")) {
            throw new SeamMissingException("socket faults must run on a Unix, for example in WSL: " + system);
        }
    }

    private static void retransform(Instrumentation instrumentation)
            throws ReflectiveOperationException, UnmodifiableClassException {
        List<Class<?>> loaded = new ArrayList<>();
        for (String type : Weaver.types()) {
            loaded.add(Class.forName(type, false, null));
        }
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (NettySeams.of(type.getName().replace('.', '/')) != null) {
                loaded.add(type);
            }
        }
        instrumentation.retransformClasses(loaded.toArray(Class<?>[]::new));
    }
}
