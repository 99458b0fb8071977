// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Installs without one seam after the other, first openly, then in secret, and at last with all of them. Prints one
 * line for each: {@code SEAM<tab>unwoven|silent<tab>MESSAGE}.
 */
final class SeamMain {

    private SeamMain() {}

    public static void main(String[] arguments) {
        Instrumentation instrumentation = SelfAttach.attach();
        for (String seam : new TreeSet<>(Weaver.OF_THE_JDK)) {
            Predicate<String> others = name -> !name.equals(seam);
            System.out.println(seam + "\tunwoven\t" + install(instrumentation, new Weaver(instrumentation, others)));
            System.out.println(seam + "\tsilent\t" + install(instrumentation, new Secretive(instrumentation, others)));
        }
        System.out.println("all\twoven\t" + install(instrumentation, new Weaver(instrumentation)));
    }

    private static String install(Instrumentation instrumentation, Weaver weaver) {
        try {
            Installation.install(instrumentation, weaver);
            return "installed";
        } catch (SeamMissingException e) {
            return e.getMessage();
        }
    }

    /** Does not tell what it has not woven, so that only the self-test can. */
    private static final class Secretive extends Weaver {

        Secretive(Instrumentation instrumentation, Predicate<String> wanted) {
            super(instrumentation, wanted);
        }

        @Override
        Set<String> missing() {
            return Set.of();
        }
    }
}
