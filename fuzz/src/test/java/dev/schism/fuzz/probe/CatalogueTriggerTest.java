// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the catalogue to the rule book: rules speak about the cases that were chosen for them, and not otherwise. */
class CatalogueTriggerTest {

    private static final Judge JUDGE = Judge.of(Profile.RFC);
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void rulesSpeakAboutTheirCanonicalAndBoundaryCases() {
        List<String> silent = CATALOGUE.cases().stream()
                .filter(one -> one.kind() != ProbeCase.Kind.INNOCENT)
                .filter(one -> !speaks(one))
                .map(ProbeCase::name)
                .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    void rulesAreSilentAboutTheirInnocentNeighbours() {
        List<String> speaking = CATALOGUE.cases().stream()
                .filter(one -> one.kind() == ProbeCase.Kind.INNOCENT)
                .filter(one -> rules(JUDGE.judge(
                                one.scenario(),
                                StubbedServer.ideal(one.scenario()).observation()))
                        .contains(one.mainRule()))
                .map(ProbeCase::name)
                .toList();

        assertThat(speaking).isEmpty();
    }

    private static boolean speaks(ProbeCase one) {
        return Arrays.stream(StubbedServer.values())
                .flatMap(server -> Stream.concat(alone(one, server), related(one, server)))
                .anyMatch(one.mainRule()::equals);
    }

    private static Stream<Rule> alone(ProbeCase one, StubbedServer server) {
        Judge.Run run = server.answer(one.scenario());
        Judge.Run followed = server.answer(FollowUp.behind(one.scenario()));
        return Stream.of(run, followed)
                .flatMap(seen -> rules(JUDGE.judge(seen.scenario(), seen.observation())).stream());
    }

    private static Stream<Rule> related(ProbeCase one, StubbedServer server) {
        Judge.Run run = server.answer(one.scenario());
        Judge.Run first = server.answer(base(one).orElse(one).scenario());
        List<Judge.Run> runs = one.mainRule().id().equals("RB-01")
                ? List.of(run, server.answer(Relations.CANARY))
                : List.of(first, run);
        return rules(JUDGE.judgeRelated(runs)).stream();
    }

    private static Optional<ProbeCase> base(ProbeCase one) {
        return CATALOGUE.cases().stream()
                .filter(other -> other.isGroupBase()
                        && one.group().isPresent()
                        && other.group().equals(one.group()))
                .findFirst();
    }

    private static Set<Rule> rules(Collection<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::rule).collect(Collectors.toSet());
    }
}
