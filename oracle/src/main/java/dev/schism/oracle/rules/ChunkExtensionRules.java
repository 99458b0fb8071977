// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.OptionalInt;

/** Rules about chunk extensions (CE). */
final class ChunkExtensionRules {

    private ChunkExtensionRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("CE-01", "9112 §7.1.1")
                        .flags(Flag.ECHO)
                        .when(
                                "chunks have well-formed extensions that nobody knows, of at most 1024 octets",
                                ChunkExtensionRules::wellFormed)
                        .requires("Unknown extensions are ignored.")
                        .prefers("ACC[body]")
                        .forbids("400"),
                must("CE-02", "9112 §7.1.1; 9110 §5.6.3")
                        .flags(Flag.ECHO)
                        .when(
                                "whitespace surrounds the semicolon or equals sign of an extension",
                                ChunkExtensionRules::spaced)
                        .requires("Such whitespace is parsed and taken off.")
                        .prefers("ACC[body]")
                        .tolerates("400+C"),
                grammar("CE-03", "9112 §7.1.1")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("an extension is malformed", Triggers.flaw(Kind.CHUNK_EXTENSION))
                        .requires("An extension is a token, perhaps with a token or quoted string as its value.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE"),
                grammar("CE-04", "9112 §7.1.1; 9110 §5.6.4")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "CR or LF stands inside an extension or its quoted string",
                                Triggers.flaw(Kind.CHUNK_EXTENSION_CRLF))
                        .requires("Neither a token nor a quoted string holds CR or LF.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE"),
                should("CE-05", "9112 §7.1.1")
                        .flags(Flag.LIMIT)
                        .when("the extensions of a message have more than 1024 octets", ChunkExtensionRules::large)
                        .requires("A recipient limits the total length of extensions and answers 4xx beyond it.")
                        .prefers("4xx+C")
                        .prefers("ACC of less than 65536 octets", ChunkExtensionRules::acceptedLarge)
                        .allows("ACC")
                        .forbids("500", "502", "503", "504", "RST"));
    }

    /** A server need not ignore more than what is reasonable for it: 1024 octets are, on any reading. */
    private static final int REASONABLE_OCTETS = 1024;

    private static final int EXCESSIVE_OCTETS = 65536;

    private static OptionalInt wellFormed(Situation situation) {
        Message message = situation.message();
        boolean plain = message.flaw(Kind.CHUNK_EXTENSION_SPACE).isEmpty() && total(message) <= REASONABLE_OCTETS;
        return Triggers.at(
                message.isComplete() && Requests.isGrammatical(message) && plain && total(message) > 0,
                message.headEnd());
    }

    private static OptionalInt spaced(Situation situation) {
        boolean otherwiseFine = situation.message().isComplete() && Requests.isGrammatical(situation.message());
        return otherwiseFine ? situation.message().flaw(Kind.CHUNK_EXTENSION_SPACE) : OptionalInt.empty();
    }

    private static long total(Message message) {
        return message.body().chunks().stream()
                .mapToLong(chunk -> chunk.extensions().length())
                .sum();
    }

    private static Answer acceptedLarge(Situation situation, int at) {
        return PatternNotation.accepted(situation.outcome())
                .and(Answer.of(total(situation.message()) < EXCESSIVE_OCTETS));
    }

    private static OptionalInt large(Situation situation) {
        return Triggers.at(
                total(situation.message()) > REASONABLE_OCTETS,
                situation.message().headEnd());
    }
}
