// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.policy;

import dev.schism.wire.request.Body;
import dev.schism.wire.request.Chunk;
import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rules about the chunked coding (CH). */
final class ChunkRules {

    private ChunkRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("CH-01", "9112 §7.1")
                        .byDefinition()
                        .flags(Flag.ECHO)
                        .when(
                                "chunk sizes use upper-case digits or leading zeros, or there are many chunks",
                                Triggers.complete(message ->
                                        Requests.isGrammatical(message) && message.isHttp11() && varied(message)))
                        .requires("All spellings of a size are decoded alike.")
                        .prefers("ACC[body]")
                        .forbids("400"),
                grammar("CH-02", "9112 §7.1")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "a chunk size is no hexadecimal number, or has whitespace without an extension",
                                Triggers.flaw(Kind.CHUNK_SIZE))
                        .requires(
                                "A chunk size is hexadecimal digits and nothing else; after an invalid one nobody knows where to go on.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE"),
                must("CH-03", "9112 §7.1")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when("a chunk size does not fit into 32 bits", ChunkRules::hugeChunk)
                        .requires("A recipient is ready for large numbers and loses nothing to overflow.")
                        .prefers("400+C", "413+C")
                        .allows("WAIT", "CLOSE", "ACC[early]+C")
                        .allows("an early answer, the rest then taken as content", Consumption::acceptedEarly)
                        .tolerates("5xx+C"),
                grammar("CH-04", "9112 §7.1, erratum 7633")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when("LF alone ends a chunk-size line", Triggers.flaw(Kind.CHUNK_LF))
                        .requires(
                                "Only CRLF ends a line of the chunked coding; the leniency for LF covers request line and fields.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE"),
                grammar("CH-05", "9112 §7.1")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when("chunk data are not followed by CRLF", Triggers.flaw(Kind.CHUNK_DATA_END))
                        .requires("CRLF ends the data of a chunk exactly where the size says.")
                        .prefers("400+C", "ACC[early]+C")
                        .allows("CLOSE"),
                must("CH-06", "9112 §2.2")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when("a chunk-size line holds a CR that no LF follows", Triggers.flaw(Kind.CHUNK_CR))
                        .requires("The element is invalid, or each such CR becomes SP before the line is read.")
                        .prefers("400+C")
                        .allows("CLOSE", "ACC[early]+C")
                        .allows("ACC read with SP for CR", ChunkRules::spaceForCarriageReturn)
                        .tolerates("5xx+C"),
                must("CH-07", "9112 §8, §6.3")
                        .byDefinition()
                        .flags(Flag.INCOMPLETE)
                        .when(
                                "the last chunk is missing and the connection is open",
                                situation -> unfinished(situation, false, false))
                        .requires(
                                "The message is incomplete; the server waits, or answers early and reads the rest or closes.")
                        .prefers("WAIT")
                        .allows("4xx+C", "501+C", "505+C", "3xx+C", "CLOSE", "ACC+C")
                        .allows("an early answer, the rest then taken as content", Consumption::restTaken),
                must("CH-08", "9112 §8")
                        .flags(Flag.INCOMPLETE, Flag.ECHO)
                        .when(
                                "the last chunk is missing and the client has ended its side",
                                situation -> unfinished(situation, true, false))
                        .requires("The message is incomplete and is not processed as a whole one.")
                        .prefers("CLOSE", "400+C")
                        .allows("408+C", "4xx+C", "5xx+C", "ACC[early]+C"),
                must("CH-09", "9112 §7.1")
                        .byDefinition()
                        .flags(Flag.INCOMPLETE, Flag.DESYNC)
                        .reaches(Reach.MESSAGE)
                        .when(
                                "the last chunk is there and the empty line behind it is missing",
                                situation -> unfinished(situation, false, true))
                        .requires("The trailer section has not ended, so that the message is incomplete.")
                        .prefers("WAIT")
                        .allows("4xx+C", "CLOSE", "ACC+C")
                        .allows("an early answer, the rest then taken as content", Consumption::restTaken),
                may("CH-10", "9112 §7.1, §2.2")
                        .flags(Flag.SEC)
                        .when("LF alone is the empty line that ends the trailer section", Triggers.flaw(Kind.FINAL_LF))
                        .requires("The leniency for field lines arguably covers it; the server decides either way.")
                        .prefers("400+C")
                        .allows("ACC", "WAIT")
                        .forbids("500"),
                must("CH-11", "9112 §7.1, §6.3")
                        .byDefinition()
                        .flags(Flag.ECHO, Flag.DESYNC)
                        .reaches(Reach.MESSAGE)
                        .when("octets follow complete chunked content", ChunkRules::surplus)
                        .requires("What follows the final CRLF begins the next message.")
                        .prefers("the surplus begins the next request", Consumption::surplusIsNext),
                policy("CH-12", "9112 §7.1.1; 9110 §5.4")
                        .flags(Flag.LIMIT)
                        .when(
                                "a chunk size has more than 1000 digits, or there are more than 10000 chunks",
                                ChunkRules::excessive)
                        .requires("Decoding uses bounded resources.")
                        .prefers("ACC", "4xx+C")
                        .allows("CLOSE")
                        .forbids("500", "502", "503", "504"));
    }

    private static final long LARGEST_UNSIGNED_INT = 0xFFFFFFFFL;
    private static final int MANY_CHUNKS = 10;
    private static final int EXCESSIVE_DIGITS = 1000;
    private static final int EXCESSIVE_CHUNKS = 10_000;
    private static final Set<Kind> CHUNK_FLAWS = Set.of(
            Kind.CHUNK_SIZE,
            Kind.CHUNK_LF,
            Kind.CHUNK_CR,
            Kind.CHUNK_DATA_END,
            Kind.CHUNK_EXTENSION,
            Kind.CHUNK_EXTENSION_CRLF);

    private static boolean varied(Message message) {
        boolean chunked = message.framing() == Message.Framing.CHUNKED
                && message.codings().codings().size() == 1;
        boolean plain = message.body().chunks().stream()
                .allMatch(chunk -> chunk.extensions().isEmpty());
        boolean spelled = message.body().chunks().stream().anyMatch(ChunkRules::isSpelledUnusually);
        return chunked && plain && (spelled || message.body().chunks().size() > MANY_CHUNKS);
    }

    private static boolean isSpelledUnusually(Chunk chunk) {
        String text = chunk.sizeText();
        boolean upper = text.chars().anyMatch(Character::isUpperCase);
        return text.length() < EXCESSIVE_DIGITS && (upper || (text.length() > 1 && text.startsWith("0")));
    }

    private static OptionalInt hugeChunk(Situation situation) {
        return situation.message().body().chunks().stream()
                .filter(chunk -> chunk.size() > LARGEST_UNSIGNED_INT)
                .mapToInt(Chunk::start)
                .findFirst();
    }

    private static Answer spaceForCarriageReturn(Situation situation, int at) {
        boolean validWithSpace = situation.message().flaws().stream()
                .noneMatch(flaw -> CHUNK_FLAWS.contains(flaw.kind())
                        && flaw.kind() != Kind.CHUNK_CR
                        && flaw.kind() != Kind.CHUNK_EXTENSION_CRLF);
        Answer read = PatternNotation.accepted(situation.outcome()).and(EchoComparison.body(situation, at));
        boolean extension = situation.message().flaw(Kind.CHUNK_EXTENSION_SPACE).isPresent();
        return validWithSpace && extension ? read : Answer.NO;
    }

    private static OptionalInt unfinished(Situation situation, boolean halfClosed, boolean lastChunkSeen) {
        Message message = situation.message();
        boolean fires = message.framing() == Message.Framing.CHUNKED
                && message.extent() == Message.Extent.BODY_INCOMPLETE
                && message.body().lastChunkSeen() == lastChunkSeen
                && situation.conversation().halfClosed() == halfClosed;
        return Triggers.at(fires, message.end());
    }

    private static OptionalInt surplus(Situation situation) {
        Message message = situation.message();
        boolean fires = message.framing() == Message.Framing.CHUNKED && message.isComplete() && situation.hasSurplus();
        return Triggers.at(fires, message.end());
    }

    private static OptionalInt excessive(Situation situation) {
        Body body = situation.message().body();
        boolean digits =
                body.chunks().stream().anyMatch(chunk -> chunk.sizeText().length() > EXCESSIVE_DIGITS);
        boolean fires = digits || body.chunks().size() > EXCESSIVE_CHUNKS;
        return Triggers.at(fires, situation.message().headEnd());
    }
}
