// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rules about the words of a request line: method and version (RL-01 to RL-15). */
final class RequestLineRules {

    private RequestLineRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                should("RL-01", "9112 §3.2")
                        .flags(Flag.ECHO)
                        .when(
                                "the request line lacks its target or has more than three words",
                                Triggers.flaw(Kind.NO_TARGET, Kind.EXTRA_WORD))
                        .requires(
                                "An invalid request line is answered with 400, or with a redirect to the encoded target; nobody guesses.")
                        .prefers("400+C")
                        .allows("301", "CLOSE")
                        .tolerates("R09+C"),
                may("RL-02", "9112 §3")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the words of the request line are separated or surrounded by other whitespace than one SP",
                                Triggers.flaw(Kind.DELIMITER))
                        .requires(
                                "A recipient may take words between any whitespace, as long as it finds the same three words.")
                        .prefers("400+C")
                        .allows("ACC[line]")
                        .forbids("ACC[!line]"),
                grammar("RL-03", "9112 §3.1; 9110 §5.6.2")
                        .flags(Flag.ECHO)
                        .when(
                                "the method is empty or holds an octet that no token has",
                                Triggers.head(RequestLineRules::badMethod))
                        .requires("A method is a token.")
                        .prefers("400+C")
                        .allows("501", "405", "CLOSE"),
                must("RL-04", "9110 §9.1; 9112 §3.1")
                        .byDefinition()
                        .flags(Flag.ECHO)
                        .when(
                                "the method is a known one in other case",
                                Triggers.head(message -> Requests.isKnownMethodInOtherCase(message.method())))
                        .requires("Methods are case-sensitive, so that this is another, unknown method.")
                        .prefers("501")
                        .allows("405", "400", "ACC[method]"),
                should("RL-05", "9110 §9.1")
                        .when(
                                "the method is a token that no registry knows",
                                Triggers.head(RequestLineRules::unknownMethod))
                        .requires("A method that is not implemented is answered with 501.")
                        .prefers("501")
                        .allows("405", "400", "403", "ACC[method]"),
                must("RL-06", "9110 §9.1")
                        .when(
                                "a flawless GET or HEAD with a plain path asks for an existing resource",
                                RequestLineRules::plainRetrieval)
                        .requires("Every general-purpose server supports GET and HEAD.")
                        .prefers("ACC")
                        .forbids("405", "501"),
                should("RL-07", "9112 §3")
                        .flags(Flag.LIMIT)
                        .when("the method is longer than 32 octets", Triggers.head(RequestLineRules::longMethod))
                        .requires("A method longer than any that is implemented is answered with 501.")
                        .prefers("501")
                        .allows("400+C", "405", "414+C", "431+C", "CLOSE", "ACC[method]"),
                must("RL-08", "9112 §3; 9110 §15.5.15")
                        .flags(Flag.LIMIT)
                        .when("a target of more than 8000 octets was not processed", RequestLineRules::targetTooLong)
                        .requires("A target longer than the server wants to parse is answered with 414.")
                        .prefers("414")
                        .tolerates("4xx"),
                should("RL-09", "9112 §3; 9110 §4.1")
                        .flags(Flag.LIMIT)
                        .when("a valid request line has 1000 to 8000 octets", Triggers.head(RequestLineRules::longLine))
                        .requires("Request lines of 8000 octets are supported.")
                        .prefers("ACC")
                        .allows("414"),
                grammar("RL-10", "9112 §2.3")
                        .flags(Flag.ECHO)
                        .when("the version is not HTTP, slash, digit, dot, digit", RequestLineRules::badVersion)
                        .requires("The name of the protocol is case-sensitive and each number has one digit.")
                        .prefers("400+C")
                        .allows("505+C", "CLOSE"),
                may("RL-11", "9110 §2.5, §15.6.6")
                        .when(
                                "the major version is not 1",
                                Triggers.head(message -> message.line().hasVersion()
                                        && message.line().major() != 1))
                        .requires("A server can refuse a major version that it does not implement.")
                        .prefers("505")
                        .allows("400+C", "CLOSE")
                        .tolerates("ACC"),
                should("RL-12", "9110 §6.2")
                        .when(
                                "the version is HTTP/1.2 to HTTP/1.9",
                                Triggers.head(message -> message.line().major() == 1
                                        && message.line().minor() > 1))
                        .requires("A higher minor version is processed as the highest one that the server implements.")
                        .prefers("ACC")
                        .allows("505", "400"),
                must("RL-13", "9110 §6.2")
                        .when("there is a response", Triggers.response(situation -> true))
                        .requires("A server does not claim a version to which it does not conform.")
                        .prefers("HTTP/1.1 or HTTP/1.0 in the status line", RequestLineRules::honestVersion),
                may("RL-14", "9112 §2.2")
                        .flags(Flag.ECHO)
                        .when(
                                "a GET has neither version nor fields, as in HTTP/0.9",
                                situation -> simpleRequest(situation, true))
                        .requires("It is no HTTP/1.1 message; a server of old answers with bare content and closes.")
                        .prefers("400+C")
                        .allows("505+C", "CLOSE", "R09+C", "WAIT")
                        .forbids("2xx", "R09+K"),
                should("RL-15", "9112 §2.2")
                        .when(
                                "a request line without version has another method than GET, or fields follow",
                                situation -> simpleRequest(situation, false))
                        .requires("It is a message of no version of HTTP and is refused.")
                        .prefers("400+C")
                        .allows("CLOSE", "WAIT", "414+C", "431+C", "501+C", "505+C")
                        .tolerates("R09+C")
                        .forbids("R09+K", "2xx"));
    }

    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_LINE = 8000;
    private static final int LONG_LINE = 1000;

    private static boolean badMethod(Message message) {
        boolean oneWord = message.flaw(Kind.ONE_WORD).isPresent();
        return !oneWord && !Grammar.isToken(message.method());
    }

    /** Other rules speak about whatever gives a server another reason to refuse than the method. */
    private static OptionalInt plainRetrieval(Situation situation) {
        Message message = situation.message();
        boolean unread = message.asksToClose() && situation.hasSurplus();
        boolean fires = Set.of("GET", "HEAD").contains(message.method())
                && Requests.isUnremarkable(message)
                && Feature.of(situation) == Feature.NONE
                && !unread;
        return Triggers.at(fires, message.line().start());
    }

    private static boolean unknownMethod(Message message) {
        String method = message.method();
        return Grammar.isToken(method)
                && message.flaw(Kind.ONE_WORD).isEmpty()
                && method.length() <= LONGEST_METHOD
                && !Requests.isKnownMethod(method)
                && !Requests.isKnownMethodInOtherCase(method);
    }

    private static boolean longMethod(Message message) {
        return Grammar.isToken(message.method()) && message.method().length() > LONGEST_METHOD;
    }

    private static OptionalInt targetTooLong(Situation situation) {
        Message message = situation.message();
        Outcome outcome = situation.outcome();
        boolean refused = PatternNotation.accepted(outcome) == Answer.NO && outcome.kind() != Outcome.Kind.WAITING;
        return Triggers.at(
                refused && message.target().length() > LONGEST_LINE,
                message.line().targetStart());
    }

    private static boolean longLine(Message message) {
        int length = message.line().end() - message.line().start();
        return length >= LONG_LINE && length <= LONGEST_LINE && Requests.isFlawless(message);
    }

    private static OptionalInt badVersion(Situation situation) {
        RequestLine line = situation.message().line();
        boolean fires = situation.message().hasHead() && !line.version().isEmpty() && !line.hasVersion();
        return Triggers.at(fires, line.versionStart());
    }

    private static Answer honestVersion(Situation situation, int at) {
        return situation
                .response()
                .map(response -> Answer.of(Set.of("HTTP/1.1", "HTTP/1.0").contains(response.version())))
                .orElse(Answer.UNKNOWN);
    }

    private static OptionalInt simpleRequest(Situation situation, boolean asGet) {
        Message message = situation.message();
        boolean plainGet = message.method().equals("GET") && message.fields().isEmpty();
        return plainGet == asGet ? message.flaw(Kind.NO_VERSION) : OptionalInt.empty();
    }
}
