// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The request behind a case whose target holds the token: where it is seen tells where the case ended for the server.
 */
final class TokenProbe {

    private TokenProbe() {}

    static OptionalInt find(Situation situation) {
        Optional<String> token = situation.conversation().token();
        if (situation.index() != 0 || token.isEmpty()) {
            return OptionalInt.empty();
        }
        int at = situation.octets().indexOf(Octets.latin1(token.get()), 0);
        boolean behind =
                at >= situation.message().end() && !situation.message().target().contains(token.get());
        return Triggers.at(behind, at);
    }

    /** Answers whether the token came back once and unaltered, or the connection closed before it. */
    static Answer seenOnce(Situation situation, int at) {
        String token = situation.conversation().token().orElseThrow();
        Session session = situation.session();
        if (session.loss().isPresent() || session.misreports(EchoPart.TARGET)) {
            return Answer.UNKNOWN;
        }
        List<Integer> seen = IntStream.range(0, session.responses())
                .filter(i ->
                        session.echo(i).filter(echo -> mentions(echo, token)).isPresent())
                .boxed()
                .toList();
        if (seen.size() > 1) {
            return Answer.NO;
        }
        if (session.reading().leavesOut()) {
            return Answer.UNKNOWN;
        }
        return seen.isEmpty() ? unseen(session, situation.conversation()) : unaltered(session, seen.get(0), token);
    }

    private static boolean mentions(EchoedRequest echo, String token) {
        return echo.target().contains(token)
                || echo.method().contains(token)
                || echo.body().indexOf(Octets.latin1(token), 0) >= 0
                || echo.headers().stream()
                        .anyMatch(line ->
                                line.value().contains(token) || line.name().contains(token));
    }

    private static Answer unaltered(Session session, int index, String token) {
        if (session.misreports(EchoPart.METHOD) || session.misreports(EchoPart.TARGET)) {
            return Answer.UNKNOWN;
        }
        EchoedRequest echo = session.echo(index).orElseThrow();
        return Answer.of(session.reading().messages().stream()
                .filter(message -> message.target().contains(token))
                .anyMatch(message -> message.method().equals(echo.method())
                        && EchoComparison.sameTarget(echo.target(), message.line())));
    }

    private static Answer unseen(Session session, Conversation conversation) {
        int responses = session.responses();
        Outcome last = session.outcome(Math.max(0, responses - 1));
        boolean allAnswered = responses >= session.reading().messages().size();
        boolean byAnotherName =
                allAnswered && session.echo(Math.max(0, responses - 1)).isPresent();
        if (byAnotherName && !conversation.left()) {
            return Answer.NO;
        }
        boolean unsettled = session.outcome(responses).kind() == Outcome.Kind.UNKNOWN;
        if (last.kind() == Outcome.Kind.UNKNOWN || unsettled || conversation.left()) {
            return Answer.UNKNOWN;
        }
        if (last.closed() == Answer.YES) {
            boolean mayBeAnswer = responses > 1 && session.echo(responses - 1).isEmpty();
            return mayBeAnswer ? Answer.UNKNOWN : Answer.YES;
        }
        return allAnswered || last.closed() == Answer.UNKNOWN ? Answer.UNKNOWN : Answer.NO;
    }
}
