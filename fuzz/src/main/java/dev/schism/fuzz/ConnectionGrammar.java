// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.RunnerOptions;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what is sent on one connection, out of choices.
 *
 * @param productions what is done now and then
 */
record ConnectionGrammar(Productions productions) {

    private static final int MOST_REQUESTS = 4;
    private static final Step AWAIT = new Step.AwaitResponse(RunnerOptions.PER_REQUEST_TIMEOUT);

    /** Makes a scenario, about half of the time a well-formed one. */
    Scenario scenario(String name, Choices choices) {
        return choices.of("malformed").chance(50) ? malformed(name, choices) : wellFormed(name, choices);
    }

    Scenario wellFormed(String name, Choices choices) {
        return assemble(name, choices, requests(choices));
    }

    /** Makes a scenario with one malformation, sometimes two. */
    Scenario malformed(String name, Choices choices) {
        List<RequestDraft> drafts = requests(choices);
        malform(choices.of("flaw", 1), drafts);
        if (choices.of("another flaw").chance(15)) {
            malform(choices.of("flaw", 2), drafts);
        }
        return assemble(name, choices, drafts);
    }

    private List<RequestDraft> requests(Choices choices) {
        List<RequestDraft> drafts = new ArrayList<>();
        boolean more = true;
        for (int i = 1; more; i++) {
            more = i < MOST_REQUESTS && choices.of("more requests", i).more(30);
            drafts.add(request(choices.of("request", i), !more));
        }
        return drafts;
    }

    private RequestDraft request(Choices choices, boolean last) {
        RequestDraft draft = RequestGrammar.request(choices, last);
        for (Variation variation : choices.of("variation").firing(productions.variations())) {
            variation.apply(draft, choices.of(variation.id()));
            draft.productions.add(variation);
        }
        return draft;
    }

    private void malform(Choices choices, List<RequestDraft> drafts) {
        Malformation malformation = choices.oneOf(productions.malformations());
        malform(malformation, choices.of("where").pick(drafts), choices.of(malformation.id()), drafts);
    }

    /** Puts a malformation into one of the drafts, whatever was put into it before. */
    static void malform(Malformation malformation, RequestDraft draft, Choices choices, List<RequestDraft> drafts) {
        malformation.apply(draft, choices);
        draft.productions.add(malformation);
        if (draft.alone) {
            drafts.subList(drafts.indexOf(draft) + 1, drafts.size()).clear();
        }
    }

    /** Arranges the requests and says how they are sent. */
    Scenario assemble(String name, Choices choices, List<RequestDraft> drafts) {
        for (Arrangement arrangement : choices.of("arrangement").firing(productions.arrangements())) {
            if (arrangement.fits(drafts)) {
                arrangement.apply(drafts, choices.of(arrangement.id()));
            }
        }
        tagFollowers(drafts);
        List<Step> steps = isSuccessive(choices.of("successive"), drafts)
                ? successive(choices, drafts)
                : pipelined(choices, drafts);
        List<String> tags = drafts.stream()
                .flatMap(draft -> draft.productions.stream())
                .map(Production::id)
                .distinct()
                .toList();
        return new Scenario(name, tags, steps);
    }

    /** Adds the requests that are to follow others; the last has the token, which is to be seen once at most. */
    private static void tagFollowers(List<RequestDraft> drafts) {
        String target = "/" + PayloadText.TOKEN;
        for (int i = drafts.size() - 1; i >= 0; i--) {
            if (drafts.get(i).followed && !drafts.get(i).alone) {
                drafts.add(i + 1, RequestDraft.get(target));
                target = "/";
            }
        }
    }

    /** A server that waits for the rest of a request is found to wait only where nothing more is to be sent. */
    private static boolean isSuccessive(Choices choices, List<RequestDraft> drafts) {
        int last = drafts.size() - 1;
        return last > 0
                && choices.chance(30)
                && drafts.subList(0, last).stream().noneMatch(RequestDraft::isMalformed);
    }

    private static List<Step> successive(Choices choices, List<RequestDraft> drafts) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Sending sending = new Sending();
            // the rest of a wait in vain would last until its end where more is to be sent
            sending.add(drafts.get(i), i == drafts.size() - 1);
            SendGrammar.send(choices.of("send", i), sending, steps);
            steps.add(AWAIT);
        }
        return steps;
    }

    private static List<Step> pipelined(Choices choices, List<RequestDraft> drafts) {
        List<Step> steps = new ArrayList<>();
        Sending sending = new Sending();
        for (int i = 0; i < drafts.size(); i++) {
            sending.add(drafts.get(i), i == 0);
        }
        SendGrammar.send(choices.of("send"), sending, steps);
        // a FIN tells an unfinished request from a slow one, so malformed scenarios have it now and then
        if (drafts.stream().anyMatch(RequestDraft::isMalformed)
                && choices.of("half-close").chance(6)) {
            steps.add(new Step.HalfClose());
        }
        drafts.forEach(draft -> steps.add(AWAIT));
        return steps;
    }
}
