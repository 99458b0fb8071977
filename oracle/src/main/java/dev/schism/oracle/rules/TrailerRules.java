// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.request.Body;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.SensitiveFields;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** Rules about the trailer section (TR). */
final class TrailerRules {

    private TrailerRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                may("TR-01", "9112 §7.1.2")
                        .flags(Flag.ECHO)
                        .when(
                                "there are well-formed trailer fields",
                                Triggers.complete(message -> hasTrailers(message) && Requests.isGrammatical(message)))
                        .requires("Trailer fields are kept apart or discarded; they are no content.")
                        .prefers("ACC[body]")
                        .forbids("ACC[!body]"),
                must("TR-02", "9110 §6.5.1; 9112 §7.1.2")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "there is a trailer field whose definition does not let it be merged",
                                Triggers.complete(message ->
                                        message.body().trailers().stream().anyMatch(TrailerRules::staysApart)))
                        .requires("Such a field is not merged into the header section.")
                        .prefers("ACC[apart]")
                        .allowsRefusal(
                                "4xx or 5xx for a field of framing, routing, authentication or content",
                                TrailerRules::refusesSensitive)
                        .allowsForItself("4xx", "5xx"),
                grammar("TR-03", "9112 §5, §7.1.2")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .reaches(Reach.MESSAGE)
                        .when("a line of the trailer section is malformed", Triggers.flaw(Kind.TRAILER_LINE))
                        .requires("Trailer lines are field lines.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE", "ACC[consumed]")
                        .forbids("ACC[!consumed]"),
                must("TR-04", "9112 §7.1")
                        .byDefinition()
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when("a trailer line stands right behind the last chunk", TrailerRules::acceptedWithTrailer)
                        .requires("The content ends at the empty line only, so that a trailer line begins no request.")
                        .prefers("no more responses than requests", TrailerRules::noMoreResponses),
                must("TR-05", "9110 §5.4")
                        .flags(Flag.LIMIT)
                        .when("the trailer section has more than 8192 octets", TrailerRules::oversized)
                        .requires("A trailer section larger than the server wants to process is answered with 4xx.")
                        .prefers("431", "400+C", "413+C")
                        .allows("CLOSE", "ACC")
                        .forbids("500", "502", "503", "504"));
    }

    private static final int LARGE = 8192;

    /** Fields whose definitions let a trailer field be merged (RFC 9530 §2, §3). */
    private static final Set<String> MERGEABLE = Set.of("content-digest", "repr-digest");

    /** Fields beside the sensitive ones that say how to process a request or its content. */
    private static final Set<String> PROCESSING = Set.of(
            "set-cookie",
            "content-type",
            "content-encoding",
            "content-range",
            "trailer",
            "te",
            "max-forwards",
            "cache-control",
            "range",
            "if-match",
            "if-none-match",
            "proxy-authorization",
            "upgrade");

    static boolean isSensitive(Field trailer) {
        String name = trailer.name().toLowerCase(Locale.ROOT);
        return SensitiveFields.contains(name) || PROCESSING.contains(name);
    }

    private static Answer refusesSensitive(Situation situation, int at) {
        boolean sensitive = situation.message().body().trailers().stream().anyMatch(TrailerRules::isSensitive);
        return Answer.of(sensitive && situation.outcome().status() >= 400);
    }

    static boolean staysApart(Field trailer) {
        return !MERGEABLE.contains(trailer.name().toLowerCase(Locale.ROOT));
    }

    private static boolean hasTrailers(Message message) {
        return !message.body().trailers().isEmpty();
    }

    private static OptionalInt acceptedWithTrailer(Situation situation) {
        Message message = situation.message();
        boolean accepted = PatternNotation.accepted(situation.outcome()) != Answer.NO;
        boolean trailer = (message.isComplete() || message.body().lastChunkSeen()) && hasTrailers(message);
        return Triggers.at(accepted && (trailer || isMalformed(message)), message.headEnd());
    }

    private static boolean isMalformed(Message message) {
        return message.flaw(Kind.TRAILER_LINE).isPresent();
    }

    private static Answer noMoreResponses(Situation situation, int at) {
        Session session = situation.session();
        boolean lost = session.loss()
                .filter(one -> one.reason() != TrackLoss.Reason.EXTRA)
                .isPresent();
        if (lost) {
            return Answer.UNKNOWN;
        }
        if (!situation.message().isComplete() && !isMalformed(situation.message())) {
            return situation.outcome().isLast();
        }
        if (isMalformed(situation.message())) {
            return Answer.of(session.outcome(situation.index() + 1).status() < 400);
        }
        boolean more = session.responses() > session.reading().messages().size();
        return Answer.of(!more && Consumption.nextAnsweredAsItself(situation) != Answer.NO);
    }

    private static OptionalInt oversized(Situation situation) {
        Body body = situation.message().body();
        if (body.trailers().isEmpty()) {
            return OptionalInt.empty();
        }
        int start = body.trailers().get(0).start();
        return Triggers.at(body.end() - start > LARGE, start);
    }
}
