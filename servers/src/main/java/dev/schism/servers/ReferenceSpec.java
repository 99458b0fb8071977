// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Locale;

/** Which server is the reference, as it is named on a command line. */
public sealed interface ReferenceSpec {

    /** What can be named. */
    String CHOICES = "auto, container, process, embedded, " + RemoteAddress.SYNTAX;

    /** A server that is started for the purpose. */
    enum Kind implements ReferenceSpec {
        /** A container where Docker can be used, else a process, else the embedded server. */
        AUTO,
        /** An nginx in a container. */
        CONTAINER,
        /** The nginx of this machine as a private process. */
        PROCESS,
        /** The strict server of the rule book in this JVM. */
        EMBEDDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A server that is running already. */
    record Running(RemoteAddress address) implements ReferenceSpec {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * Parses a name or an address; {@code toString} gives it back.
     *
     * @throws IllegalArgumentException when it is none; the message lists what is possible
     */
    static ReferenceSpec parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        return RemoteAddress.parse(text)
                .map(Running::new)
                .orElseThrow(() ->
                        new IllegalArgumentException("reference must be one of %s: '%s'".formatted(CHOICES, text)));
    }
}
