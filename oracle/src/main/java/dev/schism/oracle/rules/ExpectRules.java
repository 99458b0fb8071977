// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Rules about the Expect field (EX). */
final class ExpectRules {

    private ExpectRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("EX-01", "9110 §10.1.1")
                        .flags(Flag.INCOMPLETE)
                        .when(
                                "an HTTP/1.1 request expects 100-continue and its content was not sent with it",
                                situation -> withheld(situation, true))
                        .requires("The server sends 100 or a final status at once; it does not wait for the content.")
                        .prefers("100 or a final status before the content", ExpectRules::answeredAtOnce),
                may("EX-02", "9110 §10.1.1")
                        .when(
                                "a request expects 100-continue and its content was sent with it",
                                ExpectRules::sentAtOnce)
                        .requires("100 may be left out where the content is there already.")
                        .prefers("ANY")
                        .forbids("several 100", ExpectRules::severalContinues)
                        .forbids("100 without a final status", ExpectRules::onlyContinue),
                may("EX-03", "9110 §10.1.1")
                        .when(
                                "a request without content expects 100-continue",
                                Triggers.complete(message ->
                                        expects(message) && message.isHttp11() && !Requests.announcesContent(message)))
                        .requires("100 may be left out where there is no content.")
                        .prefers("ANY")
                        .forbids("100 without a final status", ExpectRules::onlyContinue),
                must("EX-04", "9110 §10.1.1, §15.2")
                        .when(
                                "an HTTP/1.0 request expects 100-continue",
                                Triggers.named("expect", message -> message.isHttp10() && expects(message)))
                        .requires("The expectation is ignored; no interim response is sent to a client of HTTP/1.0.")
                        .prefers(
                                "no 1xx response",
                                (situation, at) ->
                                        Answer.of(situation.outcome().interim().isEmpty())),
                may("EX-05", "9110 §10.1.1")
                        .when(
                                "a complete request has another expectation",
                                Triggers.complete(ExpectRules::expectsSomethingElse))
                        .requires("A server may answer 417 to an expectation that it cannot meet.")
                        .prefers("417")
                        .allows("ACC", "400")
                        .forbids("500", "502", "503", "504", "WAIT"),
                must("EX-06", "9110 §10.1.1")
                        .byDefinition()
                        .flags(Flag.METAMORPHIC)
                        .when(
                                "100-continue is written in other case and the content was not sent with it",
                                situation -> withheld(situation, false))
                        .requires("The expectation is compared without regard to case.")
                        .prefers("100 or a final status before the content", ExpectRules::answeredAtOnce),
                must("EX-07", "9112 §9.3; 9110 §10.1.1")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when(
                                "the server sent a final status instead of 100, and the client sent the content nevertheless",
                                ExpectRules::contentAfterFinal)
                        .requires("The server reads the content or closes.")
                        .prefers("the content is read as such, or the connection closes", Consumption::whole),
                must("EX-08", "9110 §7.8")
                        .when(
                                "a request asks for an upgrade and expects 100-continue",
                                Triggers.both(
                                        Triggers.response(situation -> true),
                                        Triggers.named("upgrade", ExpectRules::expects)))
                        .requires("100 comes before 101.")
                        .prefers(
                                "100 before 101, or no 101",
                                (situation, at) ->
                                        Answer.of(situation.outcome().status() != 101 || continues(situation) > 0)),
                must("EX-09", "9110 §10.1.1")
                        .when(
                                "the server sent 100 and the content is there",
                                Triggers.both(
                                        Triggers.anywhere(situation -> continues(situation) > 0),
                                        Triggers.complete(message -> true)))
                        .requires("A final status follows once the content was received.")
                        .prefers(
                                "a final status",
                                (situation, at) -> Answer.of(situation.outcome().isResponse())));
    }

    private static boolean expects(Message message) {
        return message.members("expect").contains("100-continue");
    }

    private static boolean expectsSomethingElse(Message message) {
        return message.has("expect")
                && (!expects(message) || !message.members("expect").stream().allMatch("100-continue"::equals));
    }

    private static boolean expectsLiterally(Message message) {
        return message.fields("expect").stream().anyMatch(field -> field.value().equals("100-continue"));
    }

    private static long continues(Situation situation) {
        return situation.outcome().interim().stream()
                .filter(response -> response.status() == 100)
                .count();
    }

    private static OptionalInt withheld(Situation situation, boolean literally) {
        Message message = situation.message();
        boolean fires = message.hasHead()
                && message.isHttp11()
                && expects(message)
                && expectsLiterally(message) == literally
                && Requests.announcesContent(message)
                && headWasAlone(situation);
        return fires ? Triggers.start(message, "expect") : OptionalInt.empty();
    }

    /** Tells whether a step ended with the header section, so that the content came later or not at all. */
    private static boolean headWasAlone(Situation situation) {
        int headEnd = situation.message().headEnd();
        if (situation.octets().length() <= headEnd) {
            return true;
        }
        Optional<Duration> head = Conversation.sentAt(situation.observation(), headEnd - 1);
        Optional<Duration> content = Conversation.sentAt(situation.observation(), headEnd);
        return head.isPresent() && content.isPresent() && !head.equals(content);
    }

    /** Silence that no server needs for an answer, busy as the machine may be; less of it proves nothing. */
    static final Duration LONG_SILENCE = Duration.ofSeconds(1);

    private static Answer answeredAtOnce(Situation situation, int at) {
        Optional<Duration> answered = answeredAt(situation);
        Optional<Duration> content =
                Conversation.sentAt(situation.observation(), situation.message().headEnd());
        if (answered.isPresent() && (content.isEmpty() || answered.get().compareTo(content.get()) <= 0)) {
            return Answer.YES;
        }
        Outcome.Kind kind = situation.outcome().kind();
        if (kind == Outcome.Kind.UNKNOWN && answered.isEmpty()) {
            return Answer.UNKNOWN;
        }
        if (content.isEmpty() && (kind == Outcome.Kind.CLOSED || kind == Outcome.Kind.RESET)) {
            return Answer.NO;
        }
        return silence(situation, content).compareTo(LONG_SILENCE) >= 0 ? Answer.NO : Answer.UNKNOWN;
    }

    /** Returns when this very request was answered, with 100 or finally; what came for earlier ones does not count. */
    private static Optional<Duration> answeredAt(Situation situation) {
        Stream<Response> continues =
                situation.outcome().interim().stream().filter(response -> response.status() == 100);
        return Stream.concat(continues, situation.response().stream())
                .findFirst()
                .flatMap(response -> ConnectionRules.arrival(situation, response.start()));
    }

    /** Returns for how long the server could have answered the header section and did not. */
    private static Duration silence(Situation situation, Optional<Duration> content) {
        Observation seen = situation.observation();
        Duration from = Conversation.sentBy(seen, situation.message().headEnd() - 1)
                .flatMap(sent -> turn(situation).map(turn -> turn.compareTo(sent) > 0 ? turn : sent))
                .orElse(seen.elapsed());
        Duration to = content.or(() -> seen.quiet().map(QuietProbe::at)).orElse(seen.elapsed());
        return to.minus(from);
    }

    /** Returns when it was this request's turn: responses come in order (RFC 9112 §9.3.2). */
    private static Optional<Duration> turn(Situation situation) {
        if (situation.index() == 0) {
            return Optional.of(Duration.ZERO);
        }
        return situation
                .session()
                .outcome(situation.index() - 1)
                .response()
                .flatMap(before -> ConnectionRules.arrival(situation, before.end() - 1));
    }

    private static OptionalInt sentAtOnce(Situation situation) {
        Message message = situation.message();
        boolean fires = message.isComplete()
                && message.isHttp11()
                && expects(message)
                && Requests.announcesContent(message)
                && !headWasAlone(situation);
        return Triggers.at(fires, message.line().start());
    }

    private static Answer severalContinues(Situation situation, int at) {
        return Answer.of(continues(situation) > 1);
    }

    private static Answer onlyContinue(Situation situation, int at) {
        return Answer.of(continues(situation) > 0 && !situation.outcome().isResponse());
    }

    private static OptionalInt contentAfterFinal(Situation situation) {
        Message message = situation.message();
        boolean refusedFirst =
                situation.outcome().isResponse() && situation.outcome().status() >= 300 && continues(situation) == 0;
        boolean fires = message.isComplete()
                && expects(message)
                && Requests.announcesContent(message)
                && refusedFirst
                && headWasAlone(situation);
        return Triggers.at(fires, message.headEnd());
    }
}
