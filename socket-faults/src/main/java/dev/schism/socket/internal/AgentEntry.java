// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What a self-attached agent starts: keeps the instrumentation for the library to take. Needs no other class. */
public final class AgentEntry {

    private static volatile @Nullable Instrumentation instrumentation;

    private AgentEntry() {}

    /** Called by the JVM. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Returns the instrumentation, or null where no agent was attached. */
    public static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
