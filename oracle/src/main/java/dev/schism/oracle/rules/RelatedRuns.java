// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Judges two runs by the rule that relates them. */
final class RelatedRuns {

    /** Stands for the token of a run. */
    private static final String TOKEN = "{token}";

    private RelatedRuns() {}

    /** The condition of rules that a single run never triggers. */
    static Answer inWordsOnly(Situation situation, int at) {
        return Answer.UNKNOWN;
    }

    static List<Verdict> judge(Profile profile, Judge.Run first, Judge.Run other) {
        Optional<Relation> relation = Relation.between(first, other);
        if (relation.isEmpty()) {
            return List.of();
        }
        Rule rule = RuleBook.rule(relation.get().ruleId());
        Session one = session(first);
        Session two = session(other);
        String expected = relation.get() == Relation.CANARY ? "a response" : outcomes(one);
        Answer kept = relation.get() == Relation.CANARY ? answered(two) : same(one, two);
        Result result = switch (kept) {
            case YES -> Result.PASS;
            case UNKNOWN -> Result.NOT_OBSERVABLE;
            case NO -> rule.level() == Level.POLICY ? profile.policy(true) : Result.FAIL;
        };
        int at = firstDifference(first.observation().sent(), other.observation().sent());
        String excerpt = Verdict.excerpt(other.observation().sent(), at);
        return List.of(new Verdict(
                rule,
                result,
                0,
                at,
                excerpt,
                expected,
                outcomes(two),
                Ground.RULE,
                "compared with " + first.scenario().name()));
    }

    private static Session session(Judge.Run run) {
        Conversation conversation = Conversation.of(run.scenario(), run.observation());
        Reading reading = RequestReading.readings(conversation.sent()).get(0);
        return new Session(run.scenario(), run.observation(), conversation, reading);
    }

    private static Answer answered(Session session) {
        Outcome outcome = session.outcome(0);
        boolean failed = outcome.status() >= 500;
        return Answer.of(outcome.isResponse() && !failed);
    }

    /** Compares statuses, what the connection did, and what was understood where both have an echo. */
    private static Answer same(Session one, Session two) {
        if (Pipelining.isUnanswered(one.at(0)) || Pipelining.isUnanswered(two.at(0))) {
            return Answer.UNKNOWN;
        }
        if (one.outcome(0).kind() == Outcome.Kind.UNKNOWN || two.outcome(0).kind() == Outcome.Kind.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        boolean statuses = statuses(one).equals(statuses(two))
                && one.outcome(0).kind() == two.outcome(0).kind();
        int last = Math.max(0, one.responses() - 1);
        Answer closed = one.outcome(last).closed();
        Answer otherClosed = two.outcome(last).closed();
        boolean persistence = closed == Answer.UNKNOWN || otherClosed == Answer.UNKNOWN || closed == otherClosed;
        return Answer.of(statuses && persistence && contents(one).equals(contents(two)));
    }

    private static List<Integer> statuses(Session session) {
        return responses(session).stream().map(Response::status).toList();
    }

    private static List<Response> responses(Session session) {
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < session.responses(); i++) {
            session.outcome(i).response().ifPresent(responses::add);
        }
        return responses;
    }

    /**
     * What was understood, without what the relation varies: method, target and content of each request. The token of
     * the run, which differs from run to run, counts as the same wherever it came back.
     */
    private static List<List<String>> contents(Session session) {
        UnaryOperator<String> tokenless = session.conversation()
                .token()
                .map(token -> (UnaryOperator<String>) text -> text.replace(token, TOKEN))
                .orElse(UnaryOperator.identity());
        List<List<String>> contents = new ArrayList<>();
        for (int i = 0; i < session.responses(); i++) {
            session.echo(i)
                    .ifPresent(echo -> contents.add(
                            Stream.of(echo.method(), echo.target(), echo.body().toLatin1())
                                    .map(tokenless)
                                    .toList()));
        }
        return contents;
    }

    private static String outcomes(Session session) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < Math.max(1, session.responses()); i++) {
            texts.add(session.outcome(i).text());
        }
        return String.join("; ", texts);
    }

    private static int firstDifference(Octets one, Octets other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.at(at) == other.at(at)) {
            at++;
        }
        return at == other.length() ? 0 : at;
    }
}
