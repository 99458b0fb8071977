// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.Octets;
import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.OptionalInt;

/** Rules about octets, line terminators and the start of a message (LN). */
final class LineRules {

    private static final Octets HEAD_END = Octets.latin1("\r\n\r\n");

    private LineRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                may("LN-01", "9112 §2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("the request line or a header field line ends with LF alone", Triggers.flaw(Kind.BARE_LF))
                        .requires("A recipient may take LF alone as the end of the request line or a field line.")
                        .prefers("400+C")
                        .allows("ACC[read]")
                        .allowsRefusal("WAIT while CRLF has not ended the header section", LineRules::waitsForCrlf)
                        .forbids("ACC[!read]"),
                must("LN-02", "9112 §2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field line holds a CR that no LF follows", Triggers.flaw(Kind.BARE_CR))
                        .requires(
                                "The element is invalid; whoever goes on nevertheless puts SP in the place of each such CR first.")
                        .prefers("400+C")
                        .allows("ACC[field]"),
                must("LN-03", "9110 §5.5")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field value holds NUL", Triggers.flaw(Kind.NUL_IN_VALUE))
                        .requires("The message is refused, or each NUL becomes SP before anything else is done.")
                        .prefers("400+C")
                        .allows("ACC[field]"),
                must("LN-04", "9110 §5.5")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "an LF that was not taken as a line end stays in a field value",
                                Triggers.flaw(Kind.LF_IN_VALUE))
                        .requires("The message is refused, or the LF becomes SP before anything else is done.")
                        .prefers("400+C")
                        .allows("ACC[field]"),
                may("LN-05", "9110 §5.5")
                        .flags(Flag.ECHO)
                        .when("a field value holds another control octet", Triggers.flaw(Kind.CONTROL_IN_VALUE))
                        .requires(
                                "The value is invalid; it may be kept as it is where that does no harm, but it is no whitespace.")
                        .prefers("400+C")
                        .allows("ACC[field]")
                        .forbids("ACC[!field]"),
                should("LN-06", "9110 §5.5")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field value holds an octet from 80 to FF", Triggers.flaw(Kind.OBS_TEXT))
                        .requires("Such octets are opaque data and stay as they are.")
                        .prefers("ACC[field]")
                        .allows("400+C"),
                should("LN-07", "9112 §2.2")
                        .when("one empty line stands before the request line", LineRules::oneEmptyLine)
                        .requires("A server that expects a request line skips at least one empty line.")
                        .prefers("ACC")
                        .allows("400+C"),
                may("LN-08", "9112 §2.2")
                        .flags(Flag.ECHO)
                        .when(
                                "several empty lines, or ones of LF alone, stand before the request line",
                                Triggers.flaw(Kind.MORE_EMPTY_LINES_BEFORE))
                        .requires(
                                "More than one empty line need not be skipped, but is the client's doing, not the server's.")
                        .prefers("ACC")
                        .allows("400+C")
                        .forbids("5xx", "ACC[!line]"),
                must("LN-09", "9112 §2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the first line behind the request line begins with whitespace",
                                Triggers.flaw(Kind.WHITESPACE_LINE))
                        .requires(
                                "The message is refused, or every line up to the first one without leading whitespace is skipped unread.")
                        .prefers("400+C")
                        .allows("ACC[dropped]"),
                should("LN-10", "9112 §2.2")
                        .when("the first line is no request line at all", Triggers.flaw(Kind.ONE_WORD))
                        .requires(
                                "Octets outside the grammar of HTTP are answered with 400, and the connection is closed.")
                        .prefers("400+C")
                        .allows("4xx+C", "CLOSE")
                        .tolerates("R09+C"),
                must("LN-11", "9112 §2.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "a field value holds octets that Unicode calls a space or a line end",
                                Triggers.field(field -> hasUnicodeSpace(field.rawValue())))
                        .requires(
                                "A message is parsed as octets, never as Unicode text, so that these octets separate and trim nothing.")
                        .prefers("400+C")
                        .allows("ACC[field]"),
                must("LN-12", "9110 §5.3")
                        .flags(Flag.INCOMPLETE)
                        .when("the header section has not ended and the connection is open", LineRules::headUnfinished)
                        .requires("A request is not carried out before its whole header section has arrived.")
                        .prefers("WAIT")
                        .allows("4xx+C", "501+C", "505+C", "CLOSE")
                        .forbids("2xx"),
                may("LN-13", "9112 §8")
                        .flags(Flag.INCOMPLETE)
                        .when("the client ends its side inside the request line or header section", LineRules::headCut)
                        .requires("The request is incomplete; an error response before closing is optional.")
                        .prefers("CLOSE")
                        .allows("400", "408")
                        .forbids("ACC", "WAIT"),
                may("LN-14", "9112 §9.5")
                        .flags(Flag.INCOMPLETE)
                        .when(
                                "nothing at all was sent",
                                Triggers.anywhere(
                                        situation -> situation.octets().isEmpty()))
                        .requires("A server may close an idle connection at any time; there is no request to answer.")
                        .prefers("WAIT")
                        .allows("CLOSE", "408+C")
                        .forbids("2xx", "5xx"),
                should("LN-15", "9112 §2.2")
                        .when(
                                "the first octet can begin no HTTP message, as in a TLS handshake",
                                LineRules::otherProtocol)
                        .requires("What is no HTTP is answered with 400, and the connection is closed.")
                        .prefers("400+C")
                        .allows("CLOSE", "501+C", "505+C")
                        .allows("WAIT while no line has ended", LineRules::waitsForLineEnd)
                        .tolerates("R09+C")
                        .forbids("RST", "2xx"),
                may("LN-16", "9113 §3.3, §3.4; 9112 §2.2")
                        .when(
                                "the connection preface of HTTP/2 arrives in clear text",
                                Triggers.head(message -> message.method().equals("PRI")
                                        && message.target().equals("*")))
                        .requires(
                                "A server that knows HTTP/2 without negotiation may go over to it; to any other it is an invalid request.")
                        .prefers("400+C", "505+C", "H2")
                        .allows("501+C", "405+C", "CLOSE")
                        .tolerates("2xx"));
    }

    private static OptionalInt oneEmptyLine(Situation situation) {
        Message message = situation.message();
        boolean more = message.flaw(Kind.MORE_EMPTY_LINES_BEFORE).isPresent();
        return more || !message.hasHead() ? OptionalInt.empty() : message.flaw(Kind.EMPTY_LINE_BEFORE);
    }

    private static boolean hasUnicodeSpace(String raw) {
        return raw.indexOf('\u0085') >= 0 || raw.indexOf('\u00a0') >= 0 || raw.contains("\u00e2\u0080\u00a8");
    }

    private static OptionalInt headUnfinished(Situation situation) {
        Message message = situation.message();
        boolean simple = message.flaw(Kind.NO_VERSION).isPresent();
        boolean fires = message.extent() == Message.Extent.HEAD_INCOMPLETE
                && !situation.conversation().halfClosed()
                && !simple;
        return Triggers.at(fires, message.end());
    }

    private static OptionalInt headCut(Situation situation) {
        boolean fires = situation.message().extent() == Message.Extent.HEAD_INCOMPLETE
                && situation.conversation().halfClosed();
        return Triggers.at(fires, situation.message().end());
    }

    private static OptionalInt otherProtocol(Situation situation) {
        int start = situation.message().line().start();
        if (start >= situation.octets().length()) {
            return OptionalInt.empty();
        }
        int octet = situation.octets().at(start);
        return Triggers.at(octet >= 0x80 || (Grammar.isControl(octet) && !Grammar.isRequestLineSpace(octet)), start);
    }

    /** To whom LF alone ends no line, nothing has ended yet. */
    private static Answer waitsForCrlf(Situation situation, int at) {
        boolean ended = situation.octets().indexOf(HEAD_END, situation.message().start()) >= 0;
        return Answer.of(!ended && situation.outcome().kind() == Outcome.Kind.WAITING);
    }

    private static Answer waitsForLineEnd(Situation situation, int at) {
        boolean lineEnded = situation.octets().indexOf('\n', at) >= 0;
        return Answer.of(!lineEnded && situation.outcome().kind() == Outcome.Kind.WAITING);
    }
}
