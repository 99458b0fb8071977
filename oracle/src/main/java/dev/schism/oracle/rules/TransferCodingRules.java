// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Message;
import dev.schism.wire.request.TransferCodings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rules about Transfer-Encoding (TE). */
final class TransferCodingRules {

    private TransferCodingRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("TE-01", "9112 §6.1, §7.1")
                        .flags(Flag.ECHO)
                        .when(
                                "an HTTP/1.1 request has valid chunked content",
                                coding(TransferCodingRules::plainChunked))
                        .explainsOnly(situation -> Requests.isUnremarkable(situation.message()))
                        .requires("Every recipient parses the chunked coding.")
                        .prefers("ACC[body]")
                        .forbids("501"),
                must("TE-02", "9112 §6.1, §6.3(3)")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "there are both Transfer-Encoding, ending with chunked, and Content-Length",
                                coding(message -> message.isHttp11()
                                        && message.has("content-length")
                                        && message.codings().endsWithChunked()))
                        .requires(
                                "The server refuses, or uses Transfer-Encoding alone; it closes the connection in either case.")
                        .prefers("400+C")
                        .allows("ACC[body]+C"),
                must("TE-03", "9112 §6.3(4)")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when(
                                "Transfer-Encoding does not end with chunked",
                                coding(message -> !message.codings().endsWithChunked()))
                        .requires("The length cannot be determined: the server answers 400 and closes.")
                        .prefers("400+C")
                        .allows("501+C"),
                should("TE-04", "9112 §6.1")
                        .when(
                                "a coding that no registry knows stands before chunked",
                                coding(TransferCodingRules::unknownCoding))
                        .requires("A server that does not understand a coding answers 501.")
                        .prefers("501")
                        .allows("400+C", "415")
                        .tolerates("ACC"),
                grammar("TE-05", "9112 §6.1")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "chunked is listed more than once",
                                coding(message -> message.codings().timesChunked() > 1))
                        .requires("A sender applies chunked once; the last coding still tells the length.")
                        .prefers("400+C", "501+C")
                        .allows("ACC[consumed]"),
                must("TE-06", "9110 §5.6.1.2")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "the list has empty members beside chunked",
                                coding(TransferCodingRules::emptyBesideChunked))
                        .requires("Empty members are ignored, so that this is chunked.")
                        .prefers("ACC[body]")
                        .tolerates("400+C", "501"),
                must("TE-07", "9112 §7")
                        .byDefinition()
                        .flags(Flag.METAMORPHIC, Flag.DESYNC)
                        .when("chunked is written in other case", coding(TransferCodingRules::otherCase))
                        .requires("Names of codings are compared without regard to case.")
                        .prefers("ACC[body]")
                        .forbids("501"),
                should("TE-08", "9112 §7.1")
                        .when(
                                "chunked has parameters, or a semicolon for them",
                                coding(TransferCodingRules::chunkedWithParameters))
                        .requires("The coding has no parameters; their presence is treated as an error.")
                        .prefers("400+C", "501+C")
                        .tolerates("ACC"),
                grammar("TE-09", "9110 §10.1.4, §5.6.2")
                        .flags(Flag.ECHO, Flag.DESYNC, Flag.SEC)
                        .when(
                                "the name of a coding holds an octet that no token has",
                                coding(message ->
                                        message.codings().codings().stream().anyMatch(coding -> !coding.isToken())))
                        .requires("It is not the token chunked, whatever is next to it.")
                        .prefers("400+C", "501+C"),
                must("TE-10", "9112 §6.1")
                        .flags(Flag.DESYNC, Flag.SEC)
                        .when("an HTTP/1.0 request has Transfer-Encoding", coding(Message::isHttp10))
                        .requires("The framing counts as faulty: the connection closes after the message.")
                        .prefers("400+C")
                        .allows("ACC+C", "4xx+C", "501+C"),
                must("TE-11", "9112 §6.1")
                        .reaches(Reach.MESSAGE)
                        .when(
                                "an HTTP/1.0 request is answered",
                                Triggers.response(situation -> situation.isRequest()
                                        && situation.message().isHttp10()))
                        .requires("No Transfer-Encoding is sent to a client of HTTP/1.0.")
                        .prefers(
                                "no Transfer-Encoding in the response",
                                (situation, at) -> Answer.of(!situation.responseHas("transfer-encoding"))),
                must("TE-12", "9112 §6.1")
                        .when(
                                "there is a 1xx or 204 response, or a 2xx to CONNECT",
                                Triggers.response(TransferCodingRules::withoutContent))
                        .requires("Such a response has no Transfer-Encoding.")
                        .prefers("no Transfer-Encoding in it", TransferCodingRules::noCoding),
                must("TE-13", "9112 §6.3(3)")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "an intermediary forwards a message that had both Transfer-Encoding and Content-Length",
                                Triggers.both(coding(message -> message.has("content-length")), Forwarding.TRIGGER))
                        .requires("Content-Length is removed before the message goes on.")
                        .prefers(
                                "one of the two in what is forwarded",
                                Forwarding.first(message ->
                                        !(message.has("content-length") && message.has("transfer-encoding")))),
                should("TE-14", "9112 §6.1")
                        .flags(Flag.ECHO)
                        .when(
                                "a coding of the registry stands before chunked, which is last",
                                coding(TransferCodingRules::knownCodingFirst))
                        .requires(
                                "A server that does not understand a coding answers 501, and one that does undoes it.")
                        .prefers("501")
                        .prefers("ACC, and the coding undone", TransferCodingRules::undone)
                        .allows("400+C", "415", "411")
                        .tolerates("ACC"),
                should("TE-15", "9112 §7.4, §6.1")
                        .when(
                                "the content of a response has another coding than chunked",
                                Triggers.response(
                                        situation -> !appliedCodings(situation).isEmpty()))
                        .requires("A coding other than chunked is applied for a client that lists it in TE.")
                        .prefers("codings that TE lists", TransferCodingRules::areOffered)
                        .allows("others", (situation, at) -> Answer.YES));
    }

    private static List<String> appliedCodings(Situation situation) {
        return situation.responseMembers("transfer-encoding").stream()
                .map(TransferCodingRules::plainName)
                .filter(coding -> KNOWN_CODINGS.contains(coding) && !coding.equals("chunked"))
                .toList();
    }

    private static Answer areOffered(Situation situation, int at) {
        Set<String> offered = situation.message().members("te").stream()
                .map(TransferCodingRules::plainName)
                .collect(Collectors.toSet());
        return Answer.of(offered.containsAll(appliedCodings(situation)));
    }

    /** The names with x- in front stand for the ones without (RFC 9112 §7.2). */
    private static String plainName(String coding) {
        String name = coding.split(";", 2)[0].strip();
        return name.equals("x-gzip") || name.equals("x-compress") ? name.substring(2) : name;
    }

    private static final Set<String> KNOWN_CODINGS =
            Set.of("chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress");

    private static Trigger coding(Predicate<Message> condition) {
        return Triggers.named("transfer-encoding", condition);
    }

    private static boolean plainChunked(Message message) {
        TransferCodings codings = message.codings();
        return message.isHttp11()
                && message.isComplete()
                && codings.codings().size() == 1
                && codings.endsWithChunked()
                && !codings.emptyMembers()
                && message.fields("transfer-encoding").stream()
                        .noneMatch(field -> field.value().contains(";"))
                && message.body().trailers().isEmpty()
                && message.body().chunks().stream()
                        .allMatch(chunk -> chunk.extensions().isEmpty())
                && !message.has("content-length")
                && Requests.isGrammatical(message);
    }

    private static boolean unknownCoding(Message message) {
        TransferCodings codings = message.codings();
        return codings.endsWithChunked()
                && codings.codings().stream()
                        .anyMatch(coding -> coding.isToken()
                                && !KNOWN_CODINGS.contains(coding.name().toLowerCase(Locale.ROOT)));
    }

    private static boolean chunkedWithParameters(Message message) {
        return message.codings().codings().stream()
                .anyMatch(coding -> coding.isChunked() && !coding.parameters().isEmpty());
    }

    private static boolean knownCodingFirst(Message message) {
        TransferCodings codings = message.codings();
        return message.isHttp11()
                && !message.has("content-length")
                && codings.endsWithChunked()
                && codings.timesChunked() == 1
                && codings.codings().size() > 1
                && codings.codings().stream()
                        .allMatch(coding -> KNOWN_CODINGS.contains(coding.name().toLowerCase(Locale.ROOT)));
    }

    /** An empty content does not show whether a coding was undone. */
    private static Answer undone(Situation situation, int at) {
        Answer accepted = PatternNotation.accepted(situation.outcome());
        boolean tells = situation.message().isComplete()
                && !situation.message().body().content().isEmpty();
        return accepted.and(tells ? EchoComparison.body(situation, at).not() : Answer.UNKNOWN);
    }

    private static boolean emptyBesideChunked(Message message) {
        TransferCodings codings = message.codings();
        return codings.emptyMembers() && codings.codings().size() == 1 && codings.endsWithChunked();
    }

    private static boolean otherCase(Message message) {
        TransferCodings codings = message.codings();
        return plainChunked(message) && !codings.codings().get(0).name().equals("chunked");
    }

    private static boolean withoutContent(Situation situation) {
        int status = situation.outcome().status();
        return status == 204
                || situation.endsHttp()
                || !situation.outcome().interim().isEmpty();
    }

    private static Answer noCoding(Situation situation, int at) {
        int status = situation.outcome().status();
        boolean concerned = status == 204 || situation.endsHttp();
        boolean interim = situation.outcome().interim().stream()
                .anyMatch(response -> response.header("transfer-encoding").isPresent());
        return Answer.of(!interim && !(concerned && situation.responseHas("transfer-encoding")));
    }
}
