// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.ContentLength;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Rules about intermediaries (PX), as far as the octets show that they forwarded. */
final class IntermediaryRules {

    private IntermediaryRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("PX-01", "9112 §2.3")
                        .flags(Flag.PROXY)
                        .when("a request is forwarded", Forwarding.TRIGGER)
                        .requires("The request line carries the intermediary's own version.")
                        .prefers(
                                "HTTP/1.1 or HTTP/1.0 in what is forwarded",
                                Forwarding.first(
                                        message -> message.line().version().equals("HTTP/1.1")
                                                || message.line().version().equals("HTTP/1.0"))),
                must("PX-02", "9110 §7.6.1")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when("Connection lists names of fields", forwards(IntermediaryRules::listsFields))
                        .requires("These fields and Connection itself are removed.")
                        .prefers(
                                "none of the listed fields in what is forwarded",
                                IntermediaryRules::listedFieldsRemoved),
                should("PX-03", "9110 §7.6.1")
                        .flags(Flag.PROXY)
                        .when(
                                "the request has a field that is meant for one connection only",
                                forwards(message -> HOP_BY_HOP.stream().anyMatch(message::has)))
                        .requires(
                                "Proxy-Connection, Keep-Alive, TE and Upgrade are removed or replaced even where nothing lists them.")
                        .prefers("none of them as received in what is forwarded", IntermediaryRules::hopByHopReplaced),
                must("PX-04", "9110 §7.6.3")
                        .flags(Flag.PROXY)
                        .when("a request is forwarded", Forwarding.TRIGGER)
                        .requires("An intermediary appends itself to Via.")
                        .prefers("Via in what is forwarded", Forwarding.first(message -> message.has("via")))
                        .tolerates("no Via", Forwarding.first(message -> !message.has("via"))),
                must("PX-05", "9110 §7.6.2")
                        .flags(Flag.PROXY)
                        .when(
                                "TRACE or OPTIONS has Max-Forwards",
                                forwards(message -> Set.of("TRACE", "OPTIONS").contains(message.method())
                                        && message.has("max-forwards")))
                        .requires("At zero the intermediary answers itself; otherwise it forwards the number less one.")
                        .prefers("Max-Forwards less one in what is forwarded", IntermediaryRules::decremented),
                must("PX-06", "9112 §3.2.2")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "the target is a URI",
                                forwards(message -> !Forwarding.withoutUser(
                                                message.line().authority())
                                        .isEmpty()))
                        .requires("Host is made anew from the target.")
                        .prefers(
                                "Host equals the target's authority in what is forwarded",
                                (situation, at) -> Forwarding.namesAuthority(situation)),
                must("PX-07", "9110 §5.1")
                        .flags(Flag.PROXY)
                        .when(
                                "there is a field that nobody knows",
                                forwards(message -> !unknown(message).isEmpty()))
                        .requires(
                                "Unknown fields are forwarded unless Connection lists them or the configuration blocks them.")
                        .prefers("the field in what is forwarded", IntermediaryRules::unknownForwarded)
                        .tolerates(
                                "dropped, as a configuration may ask",
                                (situation, at) ->
                                        unknownForwarded(situation, at).not()),
                must("PX-08", "9110 §5.3")
                        .flags(Flag.PROXY)
                        .when(
                                "a field stands in several lines",
                                forwards(message -> !repeated(message).isEmpty()))
                        .requires("The order of the lines is kept.")
                        .prefers("the same order in what is forwarded", IntermediaryRules::orderKept),
                must("PX-09", "9110 §8.6")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "Content-Length is no single decimal number",
                                forwards(message -> !hasOneLengthAtMost(message)))
                        .requires("Such a value is never forwarded.")
                        .prefers(
                                "a single decimal number or none in what is forwarded",
                                Forwarding.first(IntermediaryRules::hasOneLengthAtMost)),
                must("PX-10", "9112 §2.2; 9110 §5.5")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "a field holds CR, LF or NUL",
                                forwards(message -> message.flaw(
                                                Kind.BARE_CR, Kind.LF_IN_VALUE, Kind.NUL_IN_VALUE, Kind.BARE_LF)
                                        .isPresent()))
                        .requires("They are never forwarded raw.")
                        .prefers(
                                "no such octet in what is forwarded",
                                Forwarding.first(message -> message.flaw(
                                                Kind.BARE_CR, Kind.LF_IN_VALUE, Kind.NUL_IN_VALUE, Kind.BARE_LF)
                                        .isEmpty())),
                must("PX-11", "9112 §5.2")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "a field line goes on in the next line",
                                forwards(message -> message.flaw(Kind.FOLD).isPresent()))
                        .requires("The fold becomes SP before the message goes on.")
                        .prefers(
                                "no fold in what is forwarded",
                                Forwarding.first(
                                        message -> message.flaw(Kind.FOLD).isEmpty())),
                should("PX-12", "9112 §7.1.1, §2.2")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when("chunk lines have extensions or flaws", forwards(IntermediaryRules::unusualChunks))
                        .requires("Content is chunked anew from what was decoded; size lines are never relayed.")
                        .prefers(
                                "plain chunks or none in what is forwarded",
                                Forwarding.first(message -> !unusualChunks(message))),
                must("PX-13", "9110 §10.1.1, §15.2")
                        .flags(Flag.PROXY)
                        .when(
                                "a request that expects 100-continue is forwarded",
                                forwards(message -> message.members("expect").contains("100-continue")))
                        .requires(
                                "The expectation is forwarded or met; a client that waits gets 100 or a final status, one of HTTP/1.0 no 1xx.")
                        .prefers(
                                "a final status, and no 1xx to HTTP/1.0",
                                (situation, at) -> Answer.of(situation.outcome().isResponse()
                                                && !(situation.message().isHttp10()
                                                        && !situation
                                                                .outcome()
                                                                .interim()
                                                                .isEmpty()))
                                        .and(Answer.of(situation.forwarded().isPresent())
                                                .or(Answer.UNKNOWN))),
                must("PX-14", "9112 §5.2, §6.3(5)")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "a response from upstream has folds or an invalid length, or cannot be parsed",
                                Triggers.anywhere(situation -> false))
                        .requires("The intermediary answers 502, or mends folds, and closes the connection upstream.")
                        .prefers("502")
                        .notObservable(
                                "our echo sends only well-formed responses, so that no intermediary meets another"),
                must("PX-15", "9112 §9.3")
                        .flags(Flag.PROXY)
                        .when(
                                "a client of HTTP/1.0 asks an intermediary to keep the connection",
                                forwards(message -> message.isHttp10()
                                        && message.members("connection").contains("keep-alive")))
                        .requires("A proxy does not keep a connection of HTTP/1.0.")
                        .prefers(
                                "closed",
                                (situation, at) -> situation.forwarded().isPresent()
                                        ? situation.outcome().closed()
                                        : Answer.UNKNOWN)
                        .tolerates(
                                "kept, as a gateway may",
                                (situation, at) -> situation.outcome().closed().not()),
                must("PX-16", "9110 §6.5.1; 9112 §7.1.2")
                        .flags(Flag.PROXY, Flag.SEC)
                        .when(
                                "a trailer field is one that must not be merged",
                                forwards(message ->
                                        message.body().trailers().stream().anyMatch(TrailerRules::isSensitive)))
                        .requires("Trailer fields are forwarded apart or dropped.")
                        .prefers(
                                "none of them in the header section that is forwarded",
                                IntermediaryRules::trailersNotMerged),
                must("PX-17", "9112 §6.3, §9.3")
                        .flags(Flag.PROXY, Flag.DESYNC, Flag.SEC)
                        .when("a complete request is forwarded", forwards(Message::isComplete))
                        .requires("One message is forwarded for each that was accepted, with the same content.")
                        .prefers(
                                "one message with the same content in what is forwarded",
                                IntermediaryRules::oneForOne));
    }

    private static final Set<String> HOP_BY_HOP = Set.of("proxy-connection", "keep-alive", "te", "upgrade");
    private static final Set<String> NOT_FIELDS = Set.of("close", "keep-alive", "upgrade", "te");

    /** Whatever an intermediary forwards has these, so that nobody can tell whether they were removed and made anew. */
    private static final Set<String> MADE_ANEW = Set.of("host", "content-length", "transfer-encoding");

    private static Trigger forwards(Predicate<Message> condition) {
        return Triggers.both(Forwarding.TRIGGER, Triggers.head(condition));
    }

    private static boolean hasOneLengthAtMost(Message message) {
        ContentLength length = message.contentLength();
        return switch (length.kind()) {
            case ABSENT -> true;
            case INVALID, DIFFERING -> false;
            case VALID -> !length.repeated() && !length.emptyMembers();
        };
    }

    private static Message forwarded(Situation situation) {
        return situation.forwarded().orElseThrow().first();
    }

    private static Answer ifForwarded(Situation situation, Predicate<Message> condition) {
        return Forwarding.first(condition).test(situation, 0);
    }

    private static List<String> listed(Message message) {
        return message.members("connection").stream()
                .filter(option -> !NOT_FIELDS.contains(option))
                .toList();
    }

    private static boolean listsFields(Message message) {
        return listed(message).stream().anyMatch(message::has);
    }

    private static Answer listedFieldsRemoved(Situation situation, int at) {
        List<String> telling = listed(situation.message()).stream()
                .filter(name -> !MADE_ANEW.contains(name))
                .toList();
        if (telling.stream().noneMatch(situation.message()::has)) {
            return Answer.UNKNOWN;
        }
        return ifForwarded(
                situation,
                message -> takesPartInUpgrade(message)
                        || telling.stream()
                                .noneMatch(name ->
                                        message.fields(name).stream().anyMatch(field -> sent(situation, field))));
    }

    /** Whoever asks for the upgrade itself has to send what belongs to it, with control options of its own. */
    private static boolean takesPartInUpgrade(Message forwarded) {
        return forwarded.has("upgrade") && forwarded.members("connection").contains("upgrade");
    }

    private static boolean sent(Situation situation, Field field) {
        return situation.message().fields(field.name()).stream()
                .anyMatch(other -> other.value().equals(field.value()));
    }

    private static Answer hopByHopReplaced(Situation situation, int at) {
        return ifForwarded(
                situation,
                message -> message.fields().stream()
                        .filter(field -> HOP_BY_HOP.contains(field.name().toLowerCase(Locale.ROOT)))
                        .filter(field -> !(field.is("upgrade") && takesPartInUpgrade(message)))
                        .noneMatch(field -> sent(situation, field)));
    }

    private static Answer decremented(Situation situation, int at) {
        String value = situation.message().field("max-forwards").orElseThrow().value();
        if (!Grammar.isDigits(value) || value.length() > 9) {
            return Answer.UNKNOWN;
        }
        int expected = Integer.parseInt(value) - 1;
        return ifForwarded(
                situation,
                message -> message.fields("max-forwards").stream()
                                .allMatch(field -> field.value().equals(Integer.toString(expected)))
                        && message.has("max-forwards"));
    }

    private static List<Field> unknown(Message message) {
        List<String> listed = listed(message);
        return message.fields().stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).startsWith("x-"))
                .filter(field -> Grammar.isToken(field.name()))
                .filter(field -> !listed.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Answer unknownForwarded(Situation situation, int at) {
        return ifForwarded(
                situation, message -> names(message.fields()).containsAll(names(unknown(situation.message()))));
    }

    private static Set<String> names(List<Field> fields) {
        return fields.stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Returns the names, in lower case, of unknown fields that stand in several lines. */
    private static Set<String> repeated(Message message) {
        Set<String> once = new HashSet<>();
        return unknown(message).stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .filter(name -> !once.add(name))
                .collect(Collectors.toSet());
    }

    private static Answer orderKept(Situation situation, int at) {
        return ifForwarded(
                situation,
                message -> repeated(situation.message()).stream()
                        .allMatch(name -> joined(message, name).equals(joined(situation.message(), name))));
    }

    private static String joined(Message message, String name) {
        return String.join(",", message.members(name));
    }

    private static boolean unusualChunks(Message message) {
        return message.body().chunks().stream()
                        .anyMatch(chunk -> !chunk.extensions().isEmpty())
                || message.flaw(Kind.CHUNK_SIZE, Kind.CHUNK_LF, Kind.CHUNK_CR, Kind.CHUNK_DATA_END)
                        .isPresent();
    }

    private static Answer trailersNotMerged(Situation situation, int at) {
        return ifForwarded(
                situation,
                message -> situation.message().body().trailers().stream()
                        .filter(TrailerRules::isSensitive)
                        .filter(trailer -> !EchoComparison.isRewritten(trailer.name()))
                        .noneMatch(trailer -> message.fields(trailer.name()).stream()
                                .anyMatch(field -> field.value().equals(trailer.value()) && !sent(situation, field))));
    }

    private static Answer oneForOne(Situation situation, int at) {
        if (situation.forwarded().isEmpty()) {
            return Answer.UNKNOWN;
        }
        Reading forwarded = situation.forwarded().get();
        boolean one = forwarded.messages().size() == 1 && forwarded(situation).isComplete();
        boolean sameContent = forwarded(situation)
                .body()
                .content()
                .equals(situation.message().body().content());
        boolean mayBeDropped = EchoComparison.body(situation, at) == Answer.UNKNOWN;
        return Answer.of(one).and(mayBeDropped && !sameContent ? Answer.UNKNOWN : Answer.of(sameContent));
    }
}
