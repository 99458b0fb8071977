// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.rules.Verdict.Result;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one verdict by itself is worth where two sides are weighed against each other. */
final class Standing {

    private Standing() {}

    static boolean isIncidental(Verdict verdict) {
        return verdict.ground() == Ground.INCIDENTAL;
    }

    static boolean isFailure(Verdict verdict) {
        return verdict.result() == Result.FAIL;
    }

    static Predicate<Verdict> sameRule(Verdict verdict) {
        return other -> other.rule().equals(verdict.rule());
    }

    /** Tells whether a verdict says that its rule was kept, if not in the way that the rule prefers. */
    static boolean keeps(Verdict verdict) {
        boolean closed = verdict.ground() == Ground.CLOSED && !verdict.rule().prefersAcceptance();
        boolean conforms = closed || verdict.ground() == Ground.SECOND_BEST;
        return verdict.result() == Result.PASS || (verdict.result() == Result.WARN && conforms);
    }

    /** Tells whether another rule is kept by the very refusal by which a server departs from one. */
    static boolean asksFor(Verdict kept, Verdict departure) {
        return kept.message() == departure.message()
                && kept.result() == Result.PASS
                && kept.ground() == Ground.RULE
                && kept.rule().namesRefusal()
                && processed(departure) == Answer.NO;
    }

    /** Tells from the last outcome whether the request was processed. */
    static Answer processed(Verdict verdict) {
        String last = verdict.actual().substring(verdict.actual().lastIndexOf(" then ") + 1);
        String status = last.replaceFirst("^then ", "").split(",", 2)[0];
        return status.matches("\\d{3}") ? PatternNotation.accepted(Integer.parseInt(status)) : Answer.NO;
    }

    /** Tells whether the rule behind a verdict lets the server refuse. */
    static boolean licensesRefusal(Verdict verdict) {
        return isSatisfied(verdict) && verdict.rule().namesRefusal();
    }

    /** Whoever closes in place of processing a request may have any reason (RFC 9112 §9.5). */
    static boolean isOpen(Verdict verdict) {
        boolean closed = verdict.ground() == Ground.CLOSED && verdict.rule().prefersAcceptance();
        return verdict.result() == Result.NOT_OBSERVABLE || (verdict.result() == Result.WARN && closed);
    }

    /** Returns what became of the request, without what became of the connection. */
    static String fate(Verdict verdict) {
        return verdict.actual().split(",", 2)[0];
    }

    /**
     * Tells whether a rule was put to the test and names the outcome as one that keeps it, or as one to put up with.
     */
    static boolean isSatisfied(Verdict verdict) {
        boolean named = verdict.ground() == Ground.RULE || verdict.ground() == Ground.SECOND_BEST;
        return switch (verdict.result()) {
            case PASS, INFO -> named;
            case WARN ->
                verdict.ground() == Ground.SECOND_BEST || verdict.rule().level() == Level.MAY;
            case NOT_OBSERVABLE, FAIL -> false;
        };
    }

    static Set<String> ids(Stream<Verdict> verdicts) {
        return verdicts.map(verdict -> verdict.rule().id()).collect(Collectors.toSet());
    }
}
