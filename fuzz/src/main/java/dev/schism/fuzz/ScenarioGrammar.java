// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.List;

/**
 * The grammar of scenarios: pipelined or successive HTTP/1.1 requests, about half of them with named malformations.
 *
 * <p>A scenario is a function of the choices alone. Immutable and thread-safe; choices are not.
 */
public final class ScenarioGrammar {

    /** Name and version of this generator; the version changes whenever a seed means another scenario. */
    public static final String GENERATOR = "grammar/2";

    private static final String NAME_PREFIX = "g2-";
    private static final ConnectionGrammar GRAMMAR = new ConnectionGrammar(Productions.ALL);

    private ScenarioGrammar() {}

    /** Returns the scenario of a seed, named after it; about half of them are well-formed. */
    public static Scenario ofSeed(long seed) {
        return scenario(nameOf(seed), new SeededChoices(seed));
    }

    /** Returns the choices that {@link #ofSeed} makes. */
    public static ChoiceSequence choicesOf(long seed) {
        RecordingChoices recording = new RecordingChoices(new SeededChoices(seed));
        scenario(nameOf(seed), recording);
        return recording.sequence();
    }

    /** Returns the name of the scenario of a seed, such as {@code g2-00000000000000ff}. */
    public static String nameOf(long seed) {
        String hex = Long.toHexString(seed);
        return NAME_PREFIX + "0".repeat(16 - hex.length()) + hex;
    }

    /** Returns a scenario, about half of the time a well-formed one; its tags name what was done on purpose. */
    public static Scenario scenario(String name, Choices choices) {
        return GRAMMAR.scenario(name, choices);
    }

    /** Returns a scenario of well-formed requests. */
    public static Scenario wellFormed(String name, Choices choices) {
        return GRAMMAR.wellFormed(name, choices);
    }

    /** Returns a scenario with one malformation, sometimes two, named by its tags. */
    public static Scenario malformed(String name, Choices choices) {
        return GRAMMAR.malformed(name, choices);
    }

    /** Returns the names of all that is done now and then: malformations and what leaves requests well-formed. */
    public static List<String> productions() {
        return Productions.ALL.ids();
    }

    /** Returns the names of all malformations. */
    public static List<String> malformations() {
        return Productions.ALL.malformations().stream().map(Production::id).toList();
    }
}
