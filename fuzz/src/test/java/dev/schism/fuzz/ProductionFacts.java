// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.probe.StubbedServer;
import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a production brings into a plain request: found by trying, not written down beside it.
 *
 * @param id its name
 * @param traits names of the traits that at least a sixth of its forms have and a plain request has not
 * @param rules ids of the rules that speak about as many of them, to some server, and about no plain request
 */
record ProductionFacts(String id, List<String> traits, List<String> rules) {

    private static final int FORMS = 24;
    private static final List<StubbedServer> SERVERS =
            List.of(StubbedServer.REFUSING, StubbedServer.ACCEPTING, StubbedServer.CONTINUING, StubbedServer.WAITING);
    private static final Judge JUDGE = Judge.of(Profile.RFC);
    private static final ConnectionGrammar PLAIN =
            new ConnectionGrammar(new Productions(List.of(), List.of(), List.of()));
    private static final Set<String> USUAL = usual();

    static List<ProductionFacts> all() {
        Productions all = Productions.ALL;
        return Stream.of(
                        all.malformations().stream().map(ProductionFacts::of),
                        all.variations().stream().map(ProductionFacts::of),
                        all.arrangements().stream().map(ProductionFacts::of))
                .flatMap(Function.identity())
                .toList();
    }

    private static ProductionFacts of(Malformation malformation) {
        return of(malformation, (draft, choices) -> malformation.apply(draft, choices));
    }

    private static ProductionFacts of(Variation variation) {
        return of(variation, (draft, choices) -> variation.apply(draft, choices));
    }

    private static ProductionFacts of(Production production, DraftChange change) {
        return of(production, seed -> {
            RequestDraft draft = RequestDraft.get("/");
            change.apply(draft, new SeededChoices(seed));
            return List.of(draft);
        });
    }

    private static ProductionFacts of(Arrangement arrangement) {
        return of(arrangement, seed -> {
            RequestDraft flawed = RequestDraft.get("/");
            flawed.productions.add(WhitespaceMalformation.SPACE_BEFORE_COLON);
            List<RequestDraft> drafts = new ArrayList<>(List.of(flawed));
            arrangement.apply(drafts, new SeededChoices(seed));
            return drafts;
        });
    }

    private static ProductionFacts of(Production production, Function<Integer, List<RequestDraft>> form) {
        Map<String, Integer> traits = new TreeMap<>();
        Map<String, Integer> rules = new TreeMap<>();
        IntStream.range(0, FORMS).forEach(seed -> {
            Scenario scenario = scenario(form.apply(seed));
            Traits.of(scenario).stream()
                    .filter(trait -> trait != Trait.PIPELINED)
                    .forEach(trait -> traits.merge(trait.key(), 1, Integer::sum));
            rules(scenario).forEach(rule -> rules.merge(rule, 1, Integer::sum));
        });
        rules.keySet().removeAll(USUAL);
        return new ProductionFacts(production.id(), frequent(traits), frequent(rules));
    }

    private static List<String> frequent(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() * 6 >= FORMS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<String> usual() {
        Set<String> usual = new HashSet<>();
        List<Consumer<RequestDraft>> kinds =
                List.of(draft -> {}, draft -> draft.length(), draft -> draft.coding(), draft -> draft.method = "HEAD");
        kinds.forEach(kind -> {
            RequestDraft draft = RequestDraft.get("/");
            kind.accept(draft);
            usual.addAll(rules(scenario(List.of(draft))));
        });
        return usual;
    }

    private static Scenario scenario(List<RequestDraft> drafts) {
        return PLAIN.assemble("g2", bound -> 0, new ArrayList<>(drafts));
    }

    private static Set<String> rules(Scenario scenario) {
        Set<String> rules = new HashSet<>();
        SERVERS.stream()
                .map(server -> server.answer(scenario))
                .flatMap(run -> JUDGE.judge(run.scenario(), run.observation()).stream())
                .forEach(verdict -> rules.add(verdict.rule().id()));
        return rules;
    }
}
