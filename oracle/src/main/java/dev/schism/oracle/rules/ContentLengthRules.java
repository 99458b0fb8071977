// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.request.ContentLength;
import dev.schism.wire.request.ContentLength.Kind;
import dev.schism.wire.request.Message;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about Content-Length and the length of a message (CL). */
final class ContentLengthRules {

    private ContentLengthRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("CL-01", "9112 §6.3(5); 9110 §8.6")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when(
                                "there is no Transfer-Encoding, and Content-Length is no decimal number",
                                length(length -> length.kind() == Kind.INVALID))
                        .requires("The framing cannot be mended: the server answers 400 and closes.")
                        .prefers("400+C"),
                must("CL-02", "9112 §6.3(5)")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when(
                                "there is no Transfer-Encoding, and Content-Length has different values",
                                length(length -> length.kind() == Kind.DIFFERING))
                        .requires("The framing cannot be mended: the server answers 400 and closes.")
                        .prefers("400+C"),
                may("CL-03", "9112 §6.3(5); 9110 §8.6")
                        .flags(Flag.ECHO, Flag.DESYNC)
                        .when(
                                "Content-Length repeats one valid value",
                                length(length -> length.kind() == Kind.VALID && length.repeated()))
                        .requires("A server rejects the message, or takes the value once.")
                        .prefers("400+C")
                        .allows("ACC[body]")
                        .forbids("ACC[!body]"),
                may("CL-04", "9112 §6.3(5); 9110 §5.6.1.2")
                        .flags(Flag.ECHO, Flag.DESYNC)
                        .when(
                                "Content-Length is a list with empty members",
                                length(length -> length.kind() == Kind.VALID && length.emptyMembers()))
                        .requires("The list can be parsed as one valid value, or the message is rejected.")
                        .prefers("400+C")
                        .allows("ACC[body]")
                        .forbids("ACC[!body]"),
                must("CL-05", "9110 §8.6")
                        .byDefinition()
                        .flags(Flag.ECHO, Flag.DESYNC)
                        .when("Content-Length has leading zeros", length(ContentLengthRules::hasLeadingZeros))
                        .requires("The digits are decimal, however many zeros lead them.")
                        .prefers("ACC[body]")
                        .tolerates("400+C"),
                must("CL-06", "9110 §8.6")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.LIMIT)
                        .when(
                                "Content-Length does not fit into 32 bits",
                                length(length -> length.kind() == Kind.VALID
                                        && length.value().compareTo(LARGEST_UNSIGNED_INT) > 0))
                        .requires("A recipient is ready for large numbers and loses nothing to overflow.")
                        .prefers("413", "400+C")
                        .allows("CLOSE", "WAIT", "ACC[early]+C")
                        .forbids("500", "502", "503", "504"),
                may("CL-07", "9110 §15.5.14")
                        .flags(Flag.INCOMPLETE, Flag.LIMIT)
                        .when(
                                "Content-Length is valid and very large, and the content is not there",
                                ContentLengthRules::largeAndMissing)
                        .requires("A server may refuse content larger than it wants to process.")
                        .prefers("413", "WAIT")
                        .allows("400+C", "CLOSE")
                        .forbids("5xx"),
                must("CL-08", "9112 §6.3(6), §9.3")
                        .flags(Flag.INCOMPLETE, Flag.DESYNC)
                        .when(
                                "there are fewer octets than Content-Length says, and the connection is open",
                                situation -> missing(situation, false))
                        .requires(
                                "The server waits for the rest; where it answers early, it reads the rest as content or closes.")
                        .prefers("WAIT")
                        .allows("4xx+C", "501+C", "505+C", "3xx+C", "CLOSE", "ACC+C")
                        .allows("an early answer, the rest then taken as content", Consumption::restTaken),
                must("CL-09", "9112 §6.3(6), §8")
                        .flags(Flag.INCOMPLETE, Flag.ECHO)
                        .when(
                                "there are fewer octets than Content-Length says, and the client has ended its side",
                                situation -> missing(situation, true))
                        .requires(
                                "The message is incomplete, is not processed as a whole one, and the connection closes.")
                        .prefers("CLOSE", "400+C")
                        .allows("408+C", "4xx+C", "5xx+C", "ACC[early]+C"),
                must("CL-10", "9112 §6.3(6), §6")
                        .byDefinition()
                        .flags(Flag.ECHO, Flag.DESYNC)
                        .reaches(Reach.MESSAGE)
                        .when("more octets follow than Content-Length says", ContentLengthRules::surplus)
                        .requires("What follows the content begins the next message.")
                        .prefers("the surplus begins the next request", Consumption::surplusIsNext),
                must("CL-11", "9112 §6; 9110 §9.3.1")
                        .byDefinition()
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when(
                                "a request has content whose method has no use for it",
                                Triggers.complete(ContentLengthRules::uselessContent))
                        .requires(
                                "Framing does not depend on the method: exactly the content is read, or the server refuses and closes.")
                        .prefers("ACC[consumed]")
                        .allows("4xx+C", "501+C", "400[consumed]", "405[consumed]", "413[consumed]", "501[consumed]"),
                must("CL-12", "9112 §6.3(7)")
                        .byDefinition()
                        .flags(Flag.ECHO)
                        .when(
                                "POST, PUT or PATCH has neither Content-Length nor Transfer-Encoding",
                                Triggers.complete(ContentLengthRules::noLength))
                        .explainsOnly(situation -> Requests.isUnremarkable(situation.message()))
                        .requires("Such a request has no content.")
                        .prefers("ACC[body]")
                        .allows("411")
                        .allowsForItself("400"),
                may("CL-13", "9112 §6.3; 9110 §15.5.12")
                        .when(
                                "content is chunked and the server may want a Content-Length",
                                Triggers.complete(message -> message.framing() == Message.Framing.CHUNKED
                                        && message.codings().codings().size() == 1
                                        && Requests.isFlawless(message)))
                        .requires(
                                "A server may answer 411 to content without Content-Length; it reads the content all the same, or closes.")
                        .prefers("ACC[body]")
                        .allows("411")
                        .forbids("411[!consumed]"));
    }

    private static final BigInteger LARGEST_UNSIGNED_INT = BigInteger.valueOf(0xFFFFFFFFL);
    private static final long VERY_LARGE = 1L << 30;
    private static final Set<String> WITHOUT_CONTENT = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "CONNECT");

    private static Trigger length(Predicate<ContentLength> condition) {
        return Triggers.named(
                "content-length",
                message -> !message.has("transfer-encoding") && condition.test(message.contentLength()));
    }

    private static boolean hasLeadingZeros(ContentLength length) {
        String first = length.kind() == Kind.VALID ? length.members().get(0) : "";
        return first.length() > 1 && first.startsWith("0") && length.value().compareTo(LARGEST_UNSIGNED_INT) <= 0;
    }

    private static OptionalInt largeAndMissing(Situation situation) {
        Message message = situation.message();
        boolean fires = message.framing() == Message.Framing.LENGTH
                && message.extent() == Message.Extent.BODY_INCOMPLETE
                && message.contentLength().clamped() >= VERY_LARGE;
        return fires ? Triggers.start(message, "content-length") : OptionalInt.empty();
    }

    private static OptionalInt missing(Situation situation, boolean halfClosed) {
        Message message = situation.message();
        boolean fires = message.framing() == Message.Framing.LENGTH
                && message.extent() == Message.Extent.BODY_INCOMPLETE
                && situation.conversation().halfClosed() == halfClosed;
        return Triggers.at(fires, message.headEnd());
    }

    private static OptionalInt surplus(Situation situation) {
        Message message = situation.message();
        boolean fires = message.framing() == Message.Framing.LENGTH && message.isComplete() && situation.hasSurplus();
        return Triggers.at(fires, message.end());
    }

    private static boolean uselessContent(Message message) {
        boolean useless = WITHOUT_CONTENT.contains(message.method()) || !Requests.isKnownMethod(message.method());
        return useless && message.isHttp11() && !message.body().content().isEmpty() && Requests.isGrammatical(message);
    }

    private static boolean noLength(Message message) {
        boolean usual = Set.of("POST", "PUT", "PATCH").contains(message.method());
        return usual && message.framing() == Message.Framing.NONE && message.isHttp11() && Requests.isFlawless(message);
    }
}
