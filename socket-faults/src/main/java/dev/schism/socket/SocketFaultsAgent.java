// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Installation;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent: {@code java -javaagent:socket-faults.jar=FAULT_RECV_SHORT_RATE=0.3;FAULT_TARGET_PORT=8080 ...} makes the
 * sockets of a program fail that knows nothing of it.
 *
 * <p>Options come from {@code FAULT_*} variables, then from system properties ({@code -Dsocket.faults.recv_short_rate}
 * for {@code FAULT_RECV_SHORT_RATE}), then from the agent's arguments, separated by {@code ;}; later ones win. Where
 * there are none, the seams are installed and nothing is injected until a {@link FaultInjector} starts.
 */
public final class SocketFaultsAgent {

    private static final String PROPERTY = "socket.faults.";
    private static final String VARIABLE = "FAULT_";

    /** What the program ends with where faults are asked for that cannot be had; native children do the same. */
    private static final int REFUSED = 125;

    private SocketFaultsAgent() {}

    /**
     * Called by the JVM before the program starts. Where the faults cannot be had, it says why in one line and ends the
     * program with status 125: an exception would end it too, but as a crash of the JVM.
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            install(arguments, instrumentation);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println("socket faults: " + e.getMessage());
            Runtime.getRuntime().halt(REFUSED);
        }
    }

    /** Called by the JVM where the agent is attached later. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        install(arguments, instrumentation);
    }

    private static void install(@Nullable String arguments, Instrumentation instrumentation) {
        ProductionMarker.refuseHere();
        Map<String, String> options = options(System.getenv(), System.getProperties(), arguments);
        FaultConfig config = FaultConfig.fromEnv(options);
        Installation.with(instrumentation);
        // Connections opened before an injector starts are remembered from here on.
        Engine.instance();
        // The seed alone is for the injectors of the program's own tests.
        if (!options.keySet().stream().allMatch("FAULT_SEED"::equals)) {
            FaultInjector faults = FaultInjector.start(config, true);
            Runtime.getRuntime().addShutdownHook(new Thread(faults::close, "schism-socket-faults-end"));
        }
    }

    static Map<String, String> options(
            Map<String, String> environment, Map<?, ?> properties, @Nullable String arguments) {
        Map<String, String> options = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                options.put(name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name instanceof String key && key.startsWith(PROPERTY)) {
                override(options, variable(key.substring(PROPERTY.length())), String.valueOf(value));
            }
        });
        if (arguments != null) {
            for (String option : arguments.split(";", -1)) {
                add(option.strip(), options);
            }
        }
        return options;
    }

    private static void add(String option, Map<String, String> options) {
        if (option.isEmpty()) {
            return;
        }
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("agent option must be name=value: " + option);
        }
        override(options, variable(option.substring(0, equals)), option.substring(equals + 1));
    }

    private static void override(Map<String, String> options, String name, String value) {
        options.keySet().removeIf(before -> FaultVariables.canonical(before).equals(FaultVariables.canonical(name)));
        options.put(name, value);
    }

    private static String variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return upper.startsWith(VARIABLE) ? upper : VARIABLE + upper;
    }
}
