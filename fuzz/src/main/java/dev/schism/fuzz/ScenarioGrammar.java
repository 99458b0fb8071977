// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.RunnerOptions;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * The grammar of scenarios: pipelined or successive HTTP/1.1 requests, about half of them with named malformations.
 *
 * <p>A scenario is a function of the choices alone. Immutable and thread-safe; choices are not.
 */
public final class ScenarioGrammar {

    /** Name and version of this generator; the version changes whenever a seed means another scenario. */
    public static final String GENERATOR = "grammar/1";

    private static final int MOST_REQUESTS = 4;
    private static final String NAME_PREFIX = "g1-";
    private static final Step AWAIT = new Step.AwaitResponse(RunnerOptions.PER_REQUEST_TIMEOUT);

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

    /** Returns the name of the scenario of a seed, such as {@code g1-00000000000000ff}. */
    public static String nameOf(long seed) {
        String hex = Long.toHexString(seed);
        return NAME_PREFIX + "0".repeat(16 - hex.length()) + hex;
    }

    /** Returns a scenario, about half of the time a well-formed one; its tags name the malformations. */
    public static Scenario scenario(String name, Choices choices) {
        return choices.chance(50) ? malformed(name, choices) : wellFormed(name, choices);
    }

    /** Returns a scenario of well-formed requests. */
    public static Scenario wellFormed(String name, Choices choices) {
        return assemble(name, choices, requests(choices), List.of());
    }

    /** Returns a scenario with one malformation, sometimes two, named by its tags. */
    public static Scenario malformed(String name, Choices choices) {
        List<RequestDraft> drafts = requests(choices);
        List<String> tags = new ArrayList<>(2);
        malform(choices, drafts, tags);
        if (choices.chance(15)) {
            malform(choices, drafts, tags);
        }
        return assemble(name, choices, drafts, tags);
    }

    /** Returns the names of all malformations. */
    public static List<String> malformations() {
        return Malformations.IDS;
    }

    static List<RequestDraft> requests(Choices choices) {
        int count = 1;
        while (count < MOST_REQUESTS && choices.more(30)) {
            count++;
        }
        List<RequestDraft> drafts = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            drafts.add(RequestGrammar.request(choices, i == count));
        }
        return drafts;
    }

    private static void malform(Choices choices, List<RequestDraft> drafts, List<String> tags) {
        int kind = choices.below(Malformations.ALL.size());
        malform(kind, choices.pick(drafts), choices, drafts, tags);
    }

    /** Puts the malformation of that number into one of the drafts, whatever was put into it before. */
    static void malform(int kind, RequestDraft draft, Choices choices, List<RequestDraft> drafts, List<String> tags) {
        Malformations.ALL.get(kind).apply(draft, choices);
        draft.malformed = true;
        String id = Malformations.IDS.get(kind);
        if (!tags.contains(id)) {
            tags.add(id);
        }
        if (draft.last) {
            drafts.subList(drafts.indexOf(draft) + 1, drafts.size()).clear();
        }
    }

    static Scenario assemble(String name, Choices choices, List<RequestDraft> drafts, List<String> tags) {
        List<Step> steps = new ArrayList<>();
        // a server that waits for the rest of a request is found to wait only where nothing more is to be sent
        boolean successive = drafts.size() > 1
                && choices.chance(30)
                && drafts.stream().noneMatch(draft -> draft.malformed && !draft.last);
        StringBuilder octets = new StringBuilder(256);
        for (RequestDraft draft : drafts) {
            draft.render(octets);
            if (successive) {
                SendGrammar.send(choices, Octets.latin1(octets.toString()), steps);
                steps.add(AWAIT);
                octets.setLength(0);
            }
        }
        if (!successive) {
            SendGrammar.send(choices, Octets.latin1(octets.toString()), steps);
            halfClose(choices, tags, steps);
            drafts.forEach(draft -> steps.add(AWAIT));
        }
        return new Scenario(name, tags, steps);
    }

    /** A FIN tells an unfinished request from a slow one, so malformed scenarios have it now and then. */
    private static void halfClose(Choices choices, List<String> tags, List<Step> steps) {
        if (!tags.isEmpty() && choices.chance(6)) {
            steps.add(new Step.HalfClose());
        }
    }
}
