// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/** Where a server runs. */
public enum Hosting {
    /** In this JVM. */
    EMBEDDED("embedded in this JVM"),
    /** As a private process of this machine. */
    PROCESS("a process of this machine"),
    /** In a container. */
    CONTAINER("in a container"),
    /** It was running already, and goes on. */
    RUNNING("running already");

    private final String words;

    Hosting(String words) {
        this.words = words;
    }

    /** Returns it as people say it, such as {@code in a container}. */
    public String words() {
        return words;
    }
}
