// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.rules.Verdict.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges one situation by all rules that speak about it, and combines them. */
final class SituationJudge {

    /** Octets that any server has read before it answers: 8 KiB. */
    private static final int READ_AT_ONCE = 8192;

    private final Profile profile;
    private final Situation situation;
    private final RefusedMethods methods;
    private final List<Firing> firings = new ArrayList<>();
    private boolean desynchronised;

    SituationJudge(Profile profile, RefusedMethods methods, Situation situation) {
        this.profile = profile;
        this.methods = methods;
        this.situation = situation;
    }

    /** Judges; called once. */
    List<Verdict> verdicts() {
        for (Rule rule : RuleBook.rules()) {
            OptionalInt at = rule.find(situation);
            if (at.isPresent()) {
                firings.add(new Firing(rule, at.getAsInt(), situation));
            }
        }
        List<Verdict> verdicts = firings.stream().map(this::verdict).toList();
        desynchronised = verdicts.stream()
                .anyMatch(verdict -> verdict.result() == Result.FAIL
                        && verdict.rule().flags().contains(Flag.DESYNC));
        return verdicts.stream().map(verdict -> yielding(verdict, verdicts)).toList();
    }

    /**
     * Tells whether a fault shifted where the next request starts for the server, so that nothing about that one can be
     * judged; not where the next was answered as itself.
     */
    boolean desynchronises() {
        return desynchronised && Consumption.nextAnsweredAsItself(situation) != Answer.YES;
    }

    /** One fault is one failure: of the rules that find it, the one that looks nearest says it. */
    private static Verdict yielding(Verdict verdict, List<Verdict> all) {
        if (verdict.result().compareTo(Result.WARN) < 0) {
            return verdict;
        }
        return all.stream()
                .filter(other -> other.rule().reach().compareTo(verdict.rule().reach()) < 0)
                .filter(other -> other.result().compareTo(verdict.result()) >= 0)
                .filter(other -> reachesFrom(other, verdict))
                .findFirst()
                .map(other ->
                        verdict.with(Result.INFO, "said by " + other.rule().id()))
                .orElse(verdict);
    }

    /** Only what shifts where messages end has consequences for other messages. */
    private static boolean reachesFrom(Verdict cause, Verdict consequence) {
        boolean shifts = consequence.rule().reach() == Reach.MESSAGE
                || cause.rule().flags().contains(Flag.DESYNC);
        return shifts && cause.ground() != Ground.INCIDENTAL && !cause.rule().isAboutResponse();
    }

    private Verdict verdict(Firing firing) {
        Optional<Rule> excuse = excuse(firing);
        if (firing.rule().notObservable().isPresent()) {
            String why = firing.rule().notObservable().get();
            return make(firing, Result.NOT_OBSERVABLE, Ground.RULE, why);
        }
        if (excuse.isPresent()) {
            String why = "not put to the test: " + excuse.get().id() + " lets the server refuse";
            return make(firing, Result.INFO, Ground.EXCUSED, why);
        }
        Optional<String> other = otherReason(firing);
        if (other.isPresent()) {
            return make(firing, Result.NOT_OBSERVABLE, Ground.RULE, other.get());
        }
        Result result = firing.violating() == Answer.YES ? named() : result(firing);
        String why = result == Result.NOT_OBSERVABLE ? whatIsMissing() : firing.exceeded();
        return make(firing, result, ground(firing, result), why);
    }

    /** An outcome that the rule names as breaking it; a close that satisfies it otherwise is none. */
    private Result named() {
        return closed() ? Result.WARN : Result.FAIL;
    }

    /** Finds the rule that lets the server refuse, where that satisfies this one. */
    private Optional<Rule> excuse(Firing firing) {
        if (!firing.canBeExcused()) {
            return Optional.empty();
        }
        return firings.stream()
                .filter(other -> other != firing && other.letsRefuse())
                .map(Firing::rule)
                .findFirst();
    }

    /** Finds a reason for a refusal that has nothing to do with the rule. */
    private Optional<String> otherReason(Firing firing) {
        if (!firing.canBeExcused()) {
            return Optional.empty();
        }
        Refusals refusals = Refusals.of(situation, methods);
        if (refusals.isForMethod()) {
            return Optional.of("the server refuses the method itself with this status");
        }
        return refusals.mayBeForWhatFollows()
                ? Optional.of("the refusal may be the answer to what follows on the connection")
                : Optional.empty();
    }

    private Result result(Firing firing) {
        return switch (firing.rule().level()) {
            case MUST -> must(firing);
            case SHOULD -> should(firing);
            case MAY -> may(firing);
            case GRAMMAR -> grammar(firing);
            case POLICY -> policy(firing);
        };
    }

    private Result must(Firing firing) {
        return switch (firing.conformant()) {
            case YES -> Result.PASS;
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case NO -> outside(firing, Result.FAIL);
        };
    }

    private Result should(Firing firing) {
        if (isPreferred(firing)) {
            return Result.PASS;
        }
        if (firing.preferred() == Answer.UNKNOWN) {
            return Result.NOT_OBSERVABLE;
        }
        return switch (firing.conformant()) {
            case YES -> profile.notPreferred();
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case NO -> outside(firing, profile.outsideShould());
        };
    }

    private Result outside(Firing firing, Result worst) {
        return switch (firing.tolerated()) {
            case YES -> profile.notPreferred();
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case NO -> broken(worst);
        };
    }

    private Result grammar(Firing firing) {
        if (isPreferred(firing)) {
            return Result.PASS;
        }
        if (firing.preferred() == Answer.UNKNOWN) {
            return Result.NOT_OBSERVABLE;
        }
        boolean desync = firing.rule().flags().contains(Flag.DESYNC)
                && firing.rule().flags().contains(Flag.SEC);
        boolean refusedCleanly = firing.letsRefuse() && firing.conformant() != Answer.NO;
        return broken(profile.grammar(desync && !refusedCleanly));
    }

    private Result may(Firing firing) {
        return switch (firing.violating()) {
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case YES, NO -> firing.tolerated() == Answer.YES ? profile.notPreferred() : Result.INFO;
        };
    }

    private Result policy(Firing firing) {
        boolean matters = firing.rule().severity() != Severity.LOW;
        return switch (firing.conformant()) {
            case YES -> Result.PASS;
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case NO -> broken(profile.policy(matters));
        };
    }

    /** Where several rules let a server refuse, what one of them prefers is as good for the others. */
    private boolean isPreferred(Firing firing) {
        return firing.preferred() == Answer.YES
                || (firing.conformant() == Answer.YES
                        && firing.letsRefuse()
                        && firings.stream().anyMatch(other -> other != firing && other.prefersRefusal()));
    }

    /**
     * A server may close at any time (RFC 9112 §9.5), so that a close alone is never more than a warning; nor is a
     * reset after so much was sent that octets may have been unread: it destroys the answer.
     */
    private Result broken(Result result) {
        return endedInstead() && result == Result.FAIL ? Result.WARN : result;
    }

    private String whatIsMissing() {
        if (situation.outcome().kind() == Outcome.Kind.UNKNOWN) {
            return situation.observation().answeredAfterProbe()
                    ? "answered only after our half-close: a slow server looks like a waiting one"
                    : "the connection gave no outcome";
        }
        if (situation.outcome().kind() == Outcome.Kind.WAITING) {
            return "the server was still waiting when we stopped watching";
        }
        if (!situation.outcome().traced()) {
            return "nothing can be told from what follows: "
                    + situation.session().loss().orElseThrow().reason().words();
        }
        String echo = situation.echo().isEmpty() && situation.outcome().isResponse() ? "no echo of the request" : "";
        String closed =
                situation.outcome().closed() == Answer.UNKNOWN ? "not seen whether the connection persists" : "";
        String both = echo.isEmpty() || closed.isEmpty() ? echo + closed : echo + "; " + closed;
        return both.isEmpty() ? "no request followed on the connection, or the echo does not tell" : both;
    }

    private Ground ground(Firing firing, Result result) {
        if (result == Result.INFO && firing.conformant() != Answer.YES) {
            return Ground.UNNAMED;
        }
        if (result != Result.WARN || firing.violating() == Answer.YES) {
            return endedInstead() && result == Result.WARN ? Ground.CLOSED : Ground.RULE;
        }
        if (firing.conformant() != Answer.NO) {
            return Ground.SECOND_BEST;
        }
        return endedInstead() ? Ground.CLOSED : Ground.RULE;
    }

    private boolean closed() {
        return situation.outcome().kind() == Outcome.Kind.CLOSED;
    }

    private boolean endedInstead() {
        Outcome.Kind kind = situation.outcome().kind();
        return closed() || (kind == Outcome.Kind.RESET && situation.octets().length() > READ_AT_ONCE);
    }

    private Verdict make(Firing firing, Result result, Ground found, String note) {
        Rule rule = firing.rule();
        Ground ground = rule.explains(situation) ? found : Ground.INCIDENTAL;
        String excerpt = Verdict.excerpt(situation.octets(), firing.at());
        String expected = String.join(" | ", rule.conformant());
        String actual = rule.actual(situation);
        return new Verdict(rule, result, situation.index(), firing.at(), excerpt, expected, actual, ground, note);
    }
}
