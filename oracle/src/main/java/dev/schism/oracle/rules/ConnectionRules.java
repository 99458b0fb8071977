// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.policy;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Framing;
import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules about persistence, pipelining and closing (KA). */
final class ConnectionRules {

    private ConnectionRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                should("KA-01", "9112 §9.3")
                        .when(
                                "an HTTP/1.1 request that does not ask to close is processed",
                                ConnectionRules::mayPersist)
                        .explainsOnly(situation -> situation.next().isEmpty())
                        .requires("The connection persists; a server that does not want that announces the close.")
                        .prefers("ANY+K")
                        .prefers("the close ends a coding other than chunked", ConnectionRules::closeEndsCoding)
                        .allows(
                                "the connection closes after the response announced it",
                                ConnectionRules::announcedClose),
                must("KA-02", "9112 §9.6")
                        .flags(Flag.DESYNC)
                        .when(
                                "an HTTP/1.1 request has Connection: close",
                                Triggers.response(situation -> asksPlainly(situation.message())))
                        .requires("The server closes after the response and processes nothing that follows.")
                        .prefers("ANY+C n=1"),
                must("KA-03", "9112 §9.3")
                        .byDefinition()
                        .when(
                                "an HTTP/1.0 request does not ask to keep the connection",
                                Triggers.response(
                                        situation -> situation.message().isHttp10()
                                                && Requests.isGrammatical(situation.message())
                                                && !situation
                                                        .message()
                                                        .members("connection")
                                                        .contains("keep-alive")))
                        .requires("The connection closes after the response.")
                        .prefers("ANY+C"),
                may("KA-04", "9112 §9.3, C.2.2")
                        .when(
                                "an HTTP/1.0 request asks to keep the connection",
                                Triggers.response(ConnectionRules::keepAlive10))
                        .requires("A server may grant it, and says so, lest the client wait for the close.")
                        .prefers("ANY+C")
                        .allows("ANY+K")
                        .tolerates("kept without saying so", ConnectionRules::keptSilently),
                must("KA-05", "9110 §7.6.1; 9112 §9.3")
                        .byDefinition()
                        .flags(Flag.METAMORPHIC)
                        .when(
                                "the close option stands in a list, in several lines, in other case or next to keep-alive",
                                Triggers.response(situation -> asksUnusually(situation.message())))
                        .requires(
                                "Connection options are compared without regard to case, and close wins over keep-alive.")
                        .prefers("ANY+C n=1"),
                must("KA-06", "9112 §9.3")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when("the server answered before the content was sent", ConnectionRules::answeredBeforeContent)
                        .requires("The server reads the rest of the content or closes.")
                        .prefers("the rest is read as content, or the connection closes", Consumption::whole),
                must("KA-07", "9112 §9.3.2")
                        .flags(Flag.DESYNC)
                        .reaches(Reach.CONNECTION)
                        .when("a valid request is followed at once by more", Pipelining::find)
                        .requires(
                                "Valid requests are answered all, once each and in their order, whatever follows, or the last answer announces the close.")
                        .prefers("one response a request, in order", Pipelining::inOrder)
                        .tolerates("an end that what follows explains", Pipelining::endsForWhatFollows),
                must("KA-08", "9112 §6.3, §9.6")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when("octets follow a request whose framing is invalid", ConnectionRules::brokenWithTail)
                        .requires("The connection closes after the error, and what follows is never processed.")
                        .prefers(
                                "closed, and nothing answered behind it",
                                (situation, at) -> situation
                                        .outcome()
                                        .closed()
                                        .and(situation.outcome().isLast())),
                may("KA-09", "9112 §9.6")
                        .when(
                                "the client ends its side behind a complete request",
                                Triggers.both(
                                        Triggers.anywhere(situation ->
                                                situation.conversation().halfClosed()),
                                        Triggers.complete(Requests::isGrammatical)))
                        .requires(
                                "The end of the client's side neither delimits a request nor means that nobody listens.")
                        .prefers("ACC")
                        .allows("CLOSE")
                        .forbids("500", "502", "503", "504"),
                should("KA-10", "9112 §9.5")
                        .when("the server waits for more on a connection that has stalled", ConnectionRules::stalled)
                        .requires("A connection that takes too long is closed in order.")
                        .prefers("CLOSE", "408+C")
                        .allows("closed later than anybody watched", ConnectionRules::stillWaits)
                        .forbids("RST"),
                must("KA-11", "9112 §9")
                        .byDefinition()
                        .flags(Flag.METAMORPHIC, Flag.DESYNC)
                        .relatesRuns("the same octets are sent in other segments")
                        .requires("Parsing does not depend on where segments end.")
                        .prefers("same outcome", RelatedRuns::inWordsOnly),
                policy("KA-12", "9112 C.2.2")
                        .flags(Flag.METAMORPHIC)
                        .relatesRuns("Proxy-Connection is added")
                        .requires("Proxy-Connection is no standard field and changes nothing.")
                        .prefers("same outcome", RelatedRuns::inWordsOnly),
                policy("KA-13", "9112 §9.6")
                        .when(
                                "the server resets, or closes while octets of the client are unread",
                                ConnectionRules::closedWithUnread)
                        .requires(
                                "A server closes its own side first and reads on for a while, so that a reset cannot destroy the response.")
                        .prefers("a readable response, or an orderly close", ConnectionRules::readable),
                must("KA-14", "9112 §9.2")
                        .byDefinition()
                        .flags(Flag.DESYNC, Flag.SEC)
                        .reaches(Reach.CONNECTION)
                        .when(
                                "a complete request with nothing behind it is answered",
                                ConnectionRules::answeredAtTheEnd)
                        .requires("A request has one final response; responses belong to requests by their order.")
                        .prefers("one final response", ConnectionRules::onlyOne));
    }

    private static OptionalInt answeredAtTheEnd(Situation situation) {
        Message message = situation.message();
        boolean fires = situation.isRequest()
                && message.isComplete()
                && (!situation.hasSurplus() || hasExtra(situation))
                && message.line().hasVersion()
                && !message.method().equals("CONNECT")
                && situation.outcome().isResponse()
                && situation.outcome().status() != 101;
        return Triggers.at(fires, message.line().start());
    }

    private static boolean hasExtra(Situation situation) {
        return situation
                .session()
                .loss()
                .filter(lost -> lost.reason() == TrackLoss.Reason.EXTRA && lost.index() == situation.index())
                .isPresent();
    }

    /** A server may say 408 to a connection on which it waited for the next request. */
    private static Answer onlyOne(Situation situation, int at) {
        Outcome next = situation.session().outcome(situation.index() + 1);
        Answer last = hasExtra(situation) ? Answer.NO : situation.outcome().isLast();
        return last.or(Answer.of(next.status() == 408));
    }

    private static OptionalInt mayPersist(Situation situation) {
        Message message = situation.message();
        boolean fires = situation.outcome().isResponse()
                && PatternNotation.accepted(situation.outcome()) == Answer.YES
                && Requests.isFlawless(message)
                && !message.asksToClose()
                && !situation.conversation().halfClosed()
                && !situation.conversation().left()
                && !message.method().equals("CONNECT")
                && situation.outcome().status() != 101;
        return Triggers.at(fires, message.line().start());
    }

    private static Answer closeEndsCoding(Situation situation, int at) {
        boolean coded = situation.responseHas("transfer-encoding")
                && situation
                        .response()
                        .filter(response -> response.framing() == Framing.CLOSE_DELIMITED)
                        .isPresent();
        return Answer.of(coded);
    }

    /** An announcement alone does not show that the close came (KA-15). */
    private static Answer announcedClose(Situation situation, int at) {
        boolean announced =
                situation.response().filter(Response::announcesClose).isPresent();
        boolean open = situation.observation().endBeforeProbe() == ConnectionEnd.OPEN;
        return announced && open ? Answer.UNKNOWN : Answer.of(announced);
    }

    private static boolean asksPlainly(Message message) {
        return message.isHttp11()
                && message.fields("connection").size() == 1
                && message.fields("connection").get(0).value().equals("close");
    }

    private static boolean asksUnusually(Message message) {
        return message.hasHead() && message.members("connection").contains("close") && !asksPlainly(message);
    }

    private static boolean keepAlive10(Situation situation) {
        return situation.message().isHttp10()
                && situation.message().members("connection").contains("keep-alive")
                && !situation.message().members("connection").contains("close");
    }

    /** A client of HTTP/1.0 that is not told waits for the close. */
    private static Answer keptSilently(Situation situation, int at) {
        boolean told = situation.responseMembers("connection").contains("keep-alive");
        return Answer.of(!told).and(situation.outcome().closed().not());
    }

    private static OptionalInt answeredBeforeContent(Situation situation) {
        Message message = situation.message();
        boolean content = Requests.announcesContent(message) && message.isComplete();
        return Triggers.at(content && cameBefore(situation, message.end() - 1), message.headEnd());
    }

    /**
     * Tells whether the response arrived before an octet was sent, and our side waited for it: where it did not, the
     * two race, and the same server answers sometimes before and sometimes behind it.
     */
    private static boolean cameBefore(Situation situation, int offset) {
        Optional<Duration> sent = Conversation.sentAt(situation.observation(), offset);
        Optional<Duration> answered = situation.response().flatMap(response -> arrival(situation, response.start()));
        return sent.isPresent()
                && answered.isPresent()
                && answered.get().compareTo(sent.get()) < 0
                && Conversation.waitedBefore(situation.observation(), offset);
    }

    /** Returns when an octet of what was received arrived. */
    static Optional<Duration> arrival(Situation situation, int offset) {
        return situation.observation().arrivals().stream()
                .filter(arrival -> arrival.offset() <= offset)
                .reduce((one, other) -> other)
                .map(Arrival::at);
    }

    private static OptionalInt brokenWithTail(Situation situation) {
        Message message = situation.message();
        boolean refused = situation.outcome().status() >= 400 || message.framing() == Message.Framing.FAULTY;
        boolean fires = message.extent() == Message.Extent.FAULTY && situation.hasSurplus() && refused;
        return Triggers.at(fires, message.end());
    }

    private static OptionalInt stalled(Situation situation) {
        Message message = situation.message();
        Outcome outcome = situation.outcome();
        boolean waited = Requests.isIncomplete(message) || message.extent() == Message.Extent.NOTHING;
        boolean seen = outcome.kind() == Outcome.Kind.CLOSED
                || outcome.kind() == Outcome.Kind.RESET
                || outcome.kind() == Outcome.Kind.WAITING
                || outcome.status() == 408;
        boolean fires = waited
                && seen
                && situation.isRequest()
                && Requests.isGrammatical(message)
                && !situation.conversation().halfClosed();
        return Triggers.at(fires, message.end());
    }

    /** No run lasts as long as the patience of most servers, so that silence tells nothing. */
    private static Answer stillWaits(Situation situation, int at) {
        return situation.outcome().kind() == Outcome.Kind.WAITING ? Answer.UNKNOWN : Answer.NO;
    }

    private static OptionalInt closedWithUnread(Situation situation) {
        boolean last = situation.outcome().count() <= 1;
        boolean reset = situation.observation().endBeforeProbe() == ConnectionEnd.RST;
        boolean behind = situation.message().extent() == Message.Extent.FAULTY && situation.hasSurplus();
        boolean unread = behind || (situation.outcome().status() >= 400 && hasContent(situation.message()));
        boolean closed = situation.outcome().isResponse() && situation.outcome().closed() == Answer.YES;
        return Triggers.at(
                situation.isRequest() && last && (reset || (closed && unread)),
                situation.message().end());
    }

    /** Whoever refuses a request and closes may not have read its content; whether that becomes a reset is a race. */
    private static boolean hasContent(Message message) {
        return message.end() > message.headEnd();
    }

    private static Answer readable(Situation situation, int at) {
        boolean whole = situation.response().map(Response::complete).orElse(false);
        return Answer.of(whole || situation.outcome().kind() == Outcome.Kind.CLOSED);
    }
}
