// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.Finding;
import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what one server did, alone, by the rules of {@link RuleBook}. Immutable and thread-safe; a pure function.
 *
 * <p>All rules that speak about a request are combined: where one of them lets the server refuse, the others are
 * satisfied by a refusal, otherwise all have to be kept. Octets that can be read in several consistent ways are judged
 * in each, and the reading that fits the server best counts, following requests included. What cannot be seen is
 * {@link Result#NOT_OBSERVABLE}, never {@link Result#PASS}.
 */
public final class Judge {

    private static final Comparator<List<Verdict>> LEAST_BROKEN = Comparator.<List<Verdict>>comparingLong(
                    verdicts -> count(verdicts, Result.FAIL))
            .thenComparingLong(verdicts -> count(verdicts, Result.WARN))
            .thenComparingLong(verdicts -> count(verdicts, Result.NOT_OBSERVABLE));

    private final Profile profile;
    private final Overrides overrides;
    private final Set<Rule> reported;
    private final RefusedMethods methods;
    private final Set<EchoPart> misreported;

    private Judge(
            Profile profile,
            Overrides overrides,
            Collection<Rule> reported,
            RefusedMethods methods,
            Set<EchoPart> misreported) {
        this.profile = profile;
        this.overrides = overrides;
        this.reported = Set.copyOf(reported);
        this.methods = methods;
        this.misreported = Set.copyOf(misreported);
    }

    /** Returns a judge that reports on all rules. */
    public static Judge of(Profile profile) {
        return new Judge(profile, Overrides.NONE, RuleBook.rules(), RefusedMethods.NONE, Set.of());
    }

    /** Returns how hard it is. */
    public Profile profile() {
        return profile;
    }

    /** Returns the same judge with a project's decisions. */
    public Judge overriding(Overrides decisions) {
        return new Judge(profile, decisions, reported, methods, misreported);
    }

    /** Returns the same judge that reports on these rules only; all rules still count where they are combined. */
    public Judge reporting(List<Rule> rules) {
        return new Judge(profile, overrides, rules, methods, misreported);
    }

    /** Returns the same judge of a server that refuses some methods whatever else a request says. */
    public Judge where(RefusedMethods refused) {
        return new Judge(profile, overrides, reported, refused, misreported);
    }

    /** Returns the same judge of a server that shows parts of plain requests otherwise than they were sent. */
    public Judge distrusting(Set<EchoPart> parts) {
        return new Judge(profile, overrides, reported, methods, parts);
    }

    /**
     * Judges one run.
     *
     * @param scenario what was to be done on the connection
     * @param observation what was seen on it
     * @return the verdicts of all rules that speak about what was sent, request by request
     */
    public List<Verdict> judge(Scenario scenario, Observation observation) {
        Conversation conversation = Conversation.of(scenario, observation);
        List<Reading> readings = RequestReading.readings(conversation.sent());
        return judge(scenario, observation, conversation, readings, false);
    }

    private List<Verdict> judge(
            Scenario scenario,
            Observation observation,
            Conversation conversation,
            List<Reading> readings,
            boolean settled) {
        return readings.stream()
                .map(reading ->
                        decided(judge(new Session(scenario, observation, conversation, reading, settled, misreported))))
                .min(LEAST_BROKEN)
                .map(this::reported)
                .orElseThrow();
    }

    /**
     * Judges both sides of a divergence from what was observed of them, and tells who is wrong.
     *
     * <p>Where the sides differ in how their connections ended, one that was open when we left it counts as open: the
     * difference rests on it, and was confirmed. Nothing is run: a divergence that was kept can be judged anew whenever
     * the rule book changes.
     */
    public Judgement judge(Divergence divergence) {
        boolean settled = divergence.facets().stream().anyMatch(one -> one.facet() == Facet.CONNECTION_END);
        Scenario scenario = divergence.scenario();
        Conversation there = Conversation.of(scenario, divergence.reference());
        Conversation here = Conversation.of(scenario, divergence.target());
        List<Reading> readings = RequestReading.readings(there.sent());
        List<Reading> others = here.sent().equals(there.sent()) ? readings : RequestReading.readings(here.sent());
        List<Verdict> reference = judge(scenario, divergence.reference(), there, readings, settled);
        List<Verdict> target = judge(scenario, divergence.target(), here, others, settled);
        Blame blame = Blame.of(reference, target, new Finding.Difference(divergence));
        return new Judgement(profile, overrides.byRule().keySet(), reference, target, blame);
    }

    /**
     * Judges several runs together by the rules that relate runs: the first is what the others are compared with.
     *
     * @param runs at least two runs against the same server
     * @throws IllegalArgumentException when there are fewer
     */
    public List<Verdict> judgeRelated(List<Run> runs) {
        if (runs.size() < 2) {
            throw new IllegalArgumentException("runs must be at least two: " + runs.size());
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Run run : runs.subList(1, runs.size())) {
            verdicts.addAll(RelatedRuns.judge(profile, runs.get(0), run));
        }
        return reported(decided(verdicts));
    }

    /**
     * A scenario and what one server did about it.
     *
     * @param scenario the scenario
     * @param observation what was seen
     */
    public record Run(Scenario scenario, Observation observation) {}

    private List<Verdict> judge(Session session) {
        List<Verdict> verdicts = new ArrayList<>();
        int index = 0;
        boolean inStep;
        do {
            SituationJudge judge = new SituationJudge(profile, methods, session.at(index));
            boolean swapped = session.isSwapped(index);
            judge.verdicts().stream()
                    .filter(verdict -> !swapped || verdict.rule().reach() == Reach.CONNECTION)
                    .forEach(verdicts::add);
            inStep = !judge.desynchronises();
            index++;
        } while (inStep && index < session.size() && goesOn(session, index - 1));
        return verdicts;
    }

    /** Tells whether what follows a request can be judged as HTTP/1.1. */
    private static boolean goesOn(Session session, int index) {
        Outcome outcome = session.outcome(index);
        boolean switched = session.at(index).endsHttp();
        if (switched || !outcome.isResponse() || outcome.closed() == Answer.YES || session.isLostBehind(index)) {
            return false;
        }
        Outcome following = session.outcome(index + 1);
        return following.isResponse()
                || following.kind() == Outcome.Kind.WAITING
                || following.kind() == Outcome.Kind.NO_STATUS_LINE;
    }

    /** Applies the project's decisions, which have a say in how well a reading fits. */
    private List<Verdict> decided(List<Verdict> verdicts) {
        return verdicts.stream().map(this::overridden).flatMap(Optional::stream).toList();
    }

    private List<Verdict> reported(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> reported.contains(verdict.rule()))
                .toList();
    }

    private Optional<Verdict> overridden(Verdict verdict) {
        Overrides.Decision decision = overrides.byRule().get(verdict.rule().id());
        if (decision instanceof Overrides.Decision.Off) {
            return Optional.empty();
        }
        if (decision instanceof Overrides.Decision.AtMost atMost && isWorse(verdict.result(), atMost.worst())) {
            return Optional.of(verdict.with(atMost.worst(), "overridden: " + atMost.reason()));
        }
        return Optional.of(verdict);
    }

    private static boolean isWorse(Result result, Result worst) {
        return result != Result.NOT_OBSERVABLE && result.compareTo(worst) > 0;
    }

    private static long count(List<Verdict> verdicts, Result result) {
        return verdicts.stream().filter(verdict -> verdict.result() == result).count();
    }
}
