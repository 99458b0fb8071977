// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

/**
 * What a run ran on.
 *
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 */
public record Environment(String java, String os) {

    /** Returns the environment of this process. */
    public static Environment current() {
        return new Environment(
                property("java.version") + " (" + property("java.vendor") + ")",
                property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
