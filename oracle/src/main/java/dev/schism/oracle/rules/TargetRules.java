// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.policy;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import dev.schism.wire.request.RequestLine.TargetForm;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules about the request target (RL-16 to RL-34). */
final class TargetRules {

    private TargetRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                grammar("RL-16", "9112 §3.2.1")
                        .flags(Flag.ECHO)
                        .when("the target holds a number sign", Triggers.targetOctet(octet -> octet == '#'))
                        .requires("A target is a path with a query; a fragment never goes over the wire.")
                        .prefers("400+C")
                        .allows("301", "ACC")
                        .forbids("5xx"),
                grammar("RL-17", "9112 §3.2; 3986 §2, §3.3")
                        .flags(Flag.ECHO)
                        .when("the target holds an octet that no URI has", Triggers.targetOctet(TargetRules::notInUri))
                        .requires(
                                "An invalid target is refused, or redirected to its encoded form; it is not repaired in silence.")
                        .prefers("400+C")
                        .allows("301", "ACC[target]"),
                grammar("RL-18", "9112 §3.2, §2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the target holds NUL, another control octet or DEL",
                                Triggers.targetOctet(Grammar::isControl))
                        .requires("Such a target is invalid.")
                        .prefers("400+C")
                        .allows("CLOSE"),
                grammar("RL-19", "3986 §2.1")
                        .flags(Flag.ECHO)
                        .when(
                                "a percent sign in the target is not followed by two hexadecimal digits",
                                Triggers.target(line -> brokenPercent(line.target())))
                        .requires("A percent sign begins an encoded octet of two hexadecimal digits.")
                        .prefers("400+C")
                        .allows("301", "ACC[target]")
                        .forbids("5xx"),
                may("RL-20", "3986 §2.1, §7.3")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the target holds an encoded NUL, CR, LF or overlong UTF-8",
                                Triggers.target(line -> Injection.hasEncodedControl(line.target())))
                        .requires(
                                "The target is within the grammar, but what it encodes never becomes a raw octet of a response's head.")
                        .prefers("400+C")
                        .allows("ACC", "404")
                        .forbids("a line from the target in the response's head", Injection::happened),
                grammar("RL-21", "9112 §3.2")
                        .when("the target has none of the four forms", TargetRules::noForm)
                        .requires("A target is a path, a URI, an authority or an asterisk.")
                        .prefers("400+C")
                        .allows("301", "CLOSE"),
                must("RL-22", "9112 §3.2.2")
                        .flags(Flag.ECHO)
                        .when(
                                "the target is a URI with the same authority as Host",
                                Triggers.head(TargetRules::ownAuthority))
                        .requires("A server accepts the absolute form.")
                        .explainsOnly(situation -> Requests.isUnremarkableButForForm(situation.message()))
                        .prefers("ACC[target]")
                        .allows("3xx")
                        .forbids("400", "501"),
                must("RL-23", "9112 §3.2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the target is a URI with another authority than Host",
                                Triggers.head(TargetRules::otherAuthority))
                        .requires(
                                "The authority of the target counts and Host is ignored, or replaced where the request is forwarded.")
                        .prefers("ACC with the authority of the target", TargetRules::usesAuthorityOfTarget)
                        .allows("400", "404", "421"),
                must("RL-24", "9112 §3.2")
                        .when(
                                "the target of an HTTP/1.1 request is a URI, and Host is missing or repeated",
                                Triggers.head(message -> absolute(message)
                                        && message.isHttp11()
                                        && message.fields("host").size() != 1))
                        .requires("Host is mandatory and unique also where the target names the authority.")
                        .prefers("400"),
                should("RL-25", "9110 §4.2.4")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the authority of the target holds user information",
                                Triggers.target(line -> line.authority().indexOf('@') >= 0))
                        .requires("User information in a target from an untrusted source is treated as an error.")
                        .prefers("400")
                        .allows("ACC", "421"),
                must("RL-26", "9110 §4.2.1")
                        .when("the target is an http URI with empty host", Triggers.target(TargetRules::emptyHost))
                        .requires("A URI of http without host is rejected as invalid.")
                        .prefers("400"),
                grammar("RL-27", "9112 §3.2.3")
                        .when(
                                "the target is an authority without CONNECT, or CONNECT has another target",
                                TargetRules::misplacedAuthority)
                        .requires("The authority form belongs to CONNECT alone.")
                        .prefers("400+C")
                        .prefers("405 or 501 to CONNECT", TargetRules::refusesConnect)
                        .allows("405", "501"),
                must("RL-28", "9110 §9.3.6")
                        .when(
                                "CONNECT names an empty, missing or invalid port",
                                Triggers.target(line -> connect(line) && !hasPort(line.target())))
                        .requires("A server rejects a CONNECT without a valid port.")
                        .prefers("400")
                        .allows("405", "501", "403"),
                may("RL-29", "9110 §9.3.6")
                        .when(
                                "a valid CONNECT reaches the server",
                                Triggers.target(line -> connect(line) && hasPort(line.target())))
                        .requires(
                                "A server may make a tunnel; most refuse. The answer that opens a tunnel has no framing fields.")
                        .prefers("405", "501")
                        .allows("400", "403", "404", "421", "2xx")
                        .forbids("2xx with Content-Length or Transfer-Encoding", TargetRules::framedTunnel),
                grammar("RL-30", "9112 §3.2.4")
                        .when(
                                "the asterisk comes with another method than OPTIONS",
                                Triggers.target(line -> line.form() == TargetForm.ASTERISK
                                        && !Set.of("OPTIONS", "PRI").contains(line.method())))
                        .requires("The asterisk form is for OPTIONS about the server as a whole.")
                        .prefers("400+C")
                        .allows("405", "404"),
                may("RL-31", "9110 §9.3.7, §9.1")
                        .when(
                                "OPTIONS asks about the server as a whole",
                                Triggers.target(line -> line.form() == TargetForm.ASTERISK
                                        && line.method().equals("OPTIONS")))
                        .requires("OPTIONS is optional, but asking is no fault of the server.")
                        .prefers("2xx")
                        .allows("405", "501", "400", "403")
                        .forbids("500", "502", "503", "504", "CLOSE"),
                must("RL-32", "9110 §7.4")
                        .when(
                                "the target is an https URI on a connection in clear text",
                                Triggers.target(line -> line.scheme().equals("https")))
                        .requires(
                                "A target whose scheme asks for a secured connection is rejected on one that is not, unless a gateway is trusted.")
                        .prefers("421")
                        .allows("400", "403", "3xx")
                        .tolerates("ACC"),
                should("RL-33", "9110 §9.3.8")
                        .when(
                                "the method is TRACE",
                                Triggers.head(message -> message.method().equals("TRACE")))
                        .requires(
                                "The last recipient sends the request back without its credentials; the method is optional.")
                        .prefers("405", "501")
                        .prefers("200 without the credentials", TargetRules::withoutCredentials)
                        .allows("403")
                        .forbids(
                                "200 with the credentials",
                                (situation, at) ->
                                        withoutCredentials(situation, at).not().and(ok(situation))),
                grammar("RL-34", "9110 §9.3.8")
                        .flags(Flag.DESYNC)
                        .when(
                                "TRACE has content",
                                Triggers.complete(
                                        message -> message.method().equals("TRACE") && Requests.hasContent(message)))
                        .requires("A client sends no content in TRACE; where it does, the framing counts all the same.")
                        .prefers("400", "405", "501")
                        .allows("413", "ACC[consumed]")
                        .forbids(
                                "content taken as a request",
                                (situation, at) ->
                                        Consumption.whole(situation, at).not()),
                must("RL-35", "9110 §2.2; 3986 §3.3")
                        .when(
                                "the path of a flawless request has an empty segment",
                                plainPath(TargetRules::emptySegment))
                        .requires("A path may have empty segments; whatever the grammar allows can be parsed.")
                        .prefers("ACC")
                        .allows("404")
                        .allowsForItself("401", "403", "405", "410", "421", "501"),
                policy("RL-36", "9110 §17.3")
                        .when("the path of a flawless request leads above the root", plainPath(TargetRules::aboveRoot))
                        .requires(
                                "Such a path is valid, and a server may refuse it, lest it leads out of what is served.")
                        .prefers("ACC")
                        .allows("400", "403", "404")
                        .allowsForItself("401", "405", "410", "421", "501"));
    }

    /** An unreserved octet that is encoded stands for the same path (RFC 3986 §2.3). */
    private static final Pattern ENCODED_DOT = Pattern.compile("%2[eE]");

    private static Trigger plainPath(Predicate<String> condition) {
        return Triggers.complete(message -> Requests.isFlawless(message)
                && !message.line().path().isEmpty()
                && condition.test(message.line().path()));
    }

    private static boolean emptySegment(String path) {
        return path.contains("//") && !aboveRoot(path) && path.indexOf('%') < 0;
    }

    private static boolean aboveRoot(String path) {
        int depth = 0;
        for (String segment :
                ENCODED_DOT.matcher(path).replaceAll(".").substring(1).split("/", -1)) {
            depth += segment.equals("..") ? -1 : segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a target holds octets of a path and a query alone, encoded ones included. */
    static boolean isPathText(String target) {
        return target.chars().noneMatch(octet -> octet == '#' || octet == 0x7F || notInUri(octet));
    }

    private static boolean notInUri(int octet) {
        return octet >= 0x80 || "\"<>\\^`{|}".indexOf(octet) >= 0;
    }

    private static boolean brokenPercent(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (!HostValue.isPercentEncoded(target, at)) {
                return true;
            }
        }
        return false;
    }

    private static OptionalInt noForm(Situation situation) {
        Message message = situation.message();
        boolean oneWord = message.flaw(Flaw.Kind.ONE_WORD).isPresent();
        return Triggers.at(
                message.hasHead() && !oneWord && message.line().form() == TargetForm.NONE,
                message.line().targetStart());
    }

    private static boolean absolute(Message message) {
        return message.line().form() == TargetForm.ABSOLUTE;
    }

    private static boolean ownAuthority(Message message) {
        return Requests.isFlawless(message) && message.line().scheme().equals("http") && sameAuthority(message);
    }

    private static boolean otherAuthority(Message message) {
        boolean plain = message.line().authority().indexOf('@') < 0
                && !message.line().authority().isEmpty();
        return absolute(message) && plain && message.fields("host").size() == 1 && !sameAuthority(message);
    }

    private static boolean sameAuthority(Message message) {
        return message.field("host").isPresent()
                && message.field("host")
                        .get()
                        .value()
                        .equalsIgnoreCase(message.line().authority());
    }

    private static Answer usesAuthorityOfTarget(Situation situation, int at) {
        Answer accepted = PatternNotation.accepted(situation.outcome());
        if (accepted == Answer.NO || situation.forwarded().isEmpty()) {
            return accepted.and(Answer.UNKNOWN);
        }
        Message forwarded = situation.forwarded().get().first();
        String authority = situation.message().line().authority();
        boolean inTarget = forwarded.line().authority().equalsIgnoreCase(authority);
        return accepted.and(inTarget ? Answer.YES : Forwarding.namesAuthority(situation));
    }

    private static boolean emptyHost(RequestLine line) {
        String authority = line.authority();
        String host = authority.substring(authority.indexOf('@') + 1);
        return Set.of("http", "https").contains(line.scheme())
                && HostValue.host(host).isEmpty();
    }

    private static OptionalInt misplacedAuthority(Situation situation) {
        Message message = situation.message();
        boolean connect = message.method().equals("CONNECT");
        TargetForm form = message.line().form();
        boolean wrong = connect ? form != TargetForm.AUTHORITY : form == TargetForm.AUTHORITY;
        return Triggers.at(message.hasHead() && wrong, message.line().targetStart());
    }

    private static boolean connect(RequestLine line) {
        return line.method().equals("CONNECT") && line.form() == TargetForm.AUTHORITY;
    }

    private static boolean hasPort(String target) {
        String port = HostValue.port(target);
        boolean number = Grammar.isDigits(port) && port.length() <= 5;
        return number && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535;
    }

    private static Answer framedTunnel(Situation situation, int at) {
        boolean framed = situation.responseHas("content-length") || situation.responseHas("transfer-encoding");
        return Answer.of(situation.outcome().status() / 100 == 2 && framed);
    }

    /** Whoever does not implement CONNECT need not look at its target. */
    private static Answer refusesConnect(Situation situation, int at) {
        boolean refused = Set.of(405, 501).contains(situation.outcome().status());
        return Answer.of(refused && situation.message().method().equals("CONNECT"));
    }

    private static Answer ok(Situation situation) {
        return Answer.of(situation.outcome().status() == 200);
    }

    private static Answer withoutCredentials(Situation situation, int at) {
        if (ok(situation) == Answer.NO || situation.response().isEmpty()) {
            return Answer.NO;
        }
        String content = situation.response().get().content().toLatin1();
        return Answer.of(situation.message().fields().stream()
                .filter(field -> field.is("authorization") || field.is("cookie"))
                .map(Field::value)
                .noneMatch(content::contains));
    }
}
