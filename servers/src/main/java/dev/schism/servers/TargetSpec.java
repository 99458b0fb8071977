// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Locale;

/** Which server is a target, as it is named on a command line. */
public sealed interface TargetSpec {

    /** What can be named. */
    String CHOICES = "netty, jdk, nginx, embedded, " + RemoteAddress.SYNTAX;

    /** A server that is started for the purpose. */
    enum Kind implements TargetSpec {
        /** Netty in this JVM. */
        NETTY,
        /** The JDK's own server in this JVM. */
        JDK,
        /** A second nginx of the reference's kind, to compare it with itself. */
        NGINX,
        /** The strict server of the rule book in this JVM. */
        EMBEDDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A server that is running already. */
    record Running(RemoteAddress address) implements TargetSpec {
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
    static TargetSpec parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        return RemoteAddress.parse(text)
                .map(Running::new)
                .orElseThrow(
                        () -> new IllegalArgumentException("target must be one of %s: '%s'".formatted(CHOICES, text)));
    }
}
