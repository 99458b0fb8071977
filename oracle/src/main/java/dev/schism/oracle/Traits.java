// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Octets;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Finds what is unusual in the octets that a client sends, in one lenient pass that never throws.
 *
 * <p>What is usual does not change the result: more field lines of other names, other tokens and digits, padding, the
 * segments in which octets are sent and the pauses between them.
 */
public final class Traits {

    /** Stands for any target, so that the result does not depend on it. */
    private static final Bindings ANY_TARGET = new Bindings("localhost", 8080, "token");

    private Traits() {}

    /** Returns the traits of everything that a scenario sends, as one stream, in the order of {@link Trait}. */
    public static Set<Trait> of(Scenario scenario) {
        return of(scenario.sent().fill(ANY_TARGET));
    }

    /** Returns the traits of these octets, in the order of {@link Trait}. */
    public static Set<Trait> of(Octets sent) {
        return Collections.unmodifiableSet(new TraitScanner(sent).scan());
    }

    /** Returns the names of a scenario's traits as signatures have them. */
    public static List<String> names(Scenario scenario) {
        return of(scenario).stream().map(Trait::key).toList();
    }

    /** Tells whether a text is a token (RFC 9110 §5.6.2), as field names are. */
    public static boolean isToken(String text) {
        return Tokens.isToken(text);
    }
}
