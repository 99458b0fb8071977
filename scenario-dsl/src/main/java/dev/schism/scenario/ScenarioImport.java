// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;

/** Makes scenarios of what is not written as one. All methods are safe for use by several threads. */
public final class ScenarioImport {

    /** Most responses that an imported scenario awaits; what a file sends beyond goes unawaited. */
    public static final int MAX_AWAITS = 1000;

    /** The name of a scenario whose file name has no usable character. */
    private static final String UNNAMED = "unnamed";

    private ScenarioImport() {}

    /**
     * Returns a scenario that sends these octets at once, braces having no meaning, and awaits a response to each
     * request that is found in them, at least one and at most {@link #MAX_AWAITS}. Where there are no octets, nothing
     * is sent.
     *
     * @param name the name of the scenario
     * @param request the octets
     * @throws IllegalArgumentException when the name is none
     */
    public static Scenario raw(String name, Octets request) {
        int requests = RequestScanner.methods(request).size();
        return raw(name, request, Math.min(MAX_AWAITS, Math.max(1, requests)));
    }

    /**
     * Returns a scenario that sends these octets at once, if there are any, braces having no meaning, and awaits
     * responses.
     *
     * @param name the name of the scenario
     * @param request the octets
     * @param awaits number of responses to await, 1 to {@link #MAX_AWAITS}
     * @throws IllegalArgumentException when the name is none or the number is out of bounds
     */
    public static Scenario raw(String name, Octets request, int awaits) {
        if (awaits < 1 || awaits > MAX_AWAITS) {
            throw new IllegalArgumentException("awaits must be from 1 to %d: %d".formatted(MAX_AWAITS, awaits));
        }
        ScenarioBuilder scenario = Scenario.named(name);
        if (!request.isEmpty()) {
            scenario.send(request);
        }
        for (int i = 0; i < awaits; i++) {
            scenario.await();
        }
        return scenario.build();
    }

    /**
     * Returns a scenario name for a file name: what no name may hold becomes a dash, leading dots and dashes go, and
     * what is longer than {@link Scenario#MAX_NAME} is cut.
     */
    public static String nameFrom(String fileName) {
        String name = fileName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        if (name.isEmpty()) {
            return UNNAMED;
        }
        return name.substring(0, Math.min(name.length(), Scenario.MAX_NAME));
    }
}
