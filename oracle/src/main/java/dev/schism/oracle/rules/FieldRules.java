// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.grammar;
import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw.Kind;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.TransferCodings;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about header field lines (HF). */
final class FieldRules {

    private FieldRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("HF-01", "9112 §5.1")
                        .flags(Flag.SEC)
                        .when(
                                "whitespace stands between a field name and its colon",
                                Triggers.flaw(Kind.SPACE_BEFORE_COLON))
                        .requires("A server rejects the request with 400.")
                        .prefers("400"),
                grammar("HF-02", "9112 §5; 9110 §5.1")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field line starts with its colon", Triggers.flaw(Kind.EMPTY_NAME))
                        .requires("A field name is a token of at least one octet.")
                        .prefers("400+C")
                        .allows("CLOSE"),
                grammar("HF-03", "9112 §5")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field line has no colon", Triggers.flaw(Kind.NO_COLON))
                        .requires("A field line has a colon.")
                        .prefers("400+C")
                        .allows("CLOSE"),
                grammar("HF-04", "9110 §5.1, §5.6.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field name holds an octet that no token has", Triggers.flaw(Kind.BAD_NAME))
                        .requires("A field name is a token.")
                        .prefers("400+C")
                        .allows("CLOSE"),
                must("HF-05", "9112 §5.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a field line goes on in the next line, outside message/http", FieldRules::fold)
                        .requires(
                                "The request is rejected with 400, or each fold becomes one or more SP before the value is interpreted.")
                        .prefers("400+C")
                        .allows("400", "ACC[field]")
                        .tolerates("5xx"),
                must("HF-06", "9112 §5.2, §6.3")
                        .flags(Flag.ECHO, Flag.SEC, Flag.DESYNC)
                        .when(
                                "a Content-Length, Transfer-Encoding or Host line goes on in the next line",
                                Triggers.field(field -> field.folded() && FRAMING_AND_HOST.contains(lower(field))))
                        .requires("After unfolding, the value is subject to all rules of its field.")
                        .prefers("400+C")
                        .allows("400[consumed]", "ACC[body]")
                        .tolerates("5xx"),
                must("HF-07", "9110 §5.5; 9112 §5.1")
                        .flags(Flag.ECHO)
                        .when("other whitespace than one SP surrounds a field value", FieldRules::paddedField)
                        .requires("Whitespace around a value is taken off before the value is evaluated.")
                        .explainsOnly(situation -> hasWhitespace(situation, field -> !field.is("host")))
                        .prefers("ACC[field]")
                        .forbids("400", "501"),
                must("HF-08", "9110 §5.1; 9112 §5")
                        .byDefinition()
                        .flags(Flag.METAMORPHIC)
                        .when(
                                "a field that matters for framing or routing has its name in unusual case",
                                Triggers.both(Triggers.field(FieldRules::oddCase), Triggers.head(Requests::isFlawless)))
                        .requires("Field names are compared without regard to case, so that nothing changes.")
                        .prefers("ACC[body]")
                        .forbids("400", "501"),
                must("HF-09", "9110 §5.5")
                        .byDefinition()
                        .when(
                                "the value of an unknown field is empty",
                                Triggers.both(
                                        Triggers.field(field -> isUnknown(field)
                                                && field.value().isEmpty()
                                                && field.rawValue().isBlank()),
                                        Triggers.complete(Requests::isGrammatical)))
                        .requires("A field value may be empty.")
                        .prefers("ACC")
                        .forbids("400"),
                should("HF-10", "9110 §5.1")
                        .when(
                                "there is a field that nobody knows",
                                Triggers.both(
                                        Triggers.field(FieldRules::isUnknown),
                                        Triggers.complete(message -> Requests.isGrammatical(message)
                                                && message.headEnd() - message.start() <= LARGE_HEAD)))
                        .requires("Unknown fields are ignored.")
                        .prefers("ACC"),
                must("HF-11", "9110 §5.4")
                        .flags(Flag.LIMIT)
                        .when("a header section of more than 8192 octets was refused", FieldRules::refusedForSize)
                        .requires("Fields larger than the server wants to process are answered with a fitting 4xx.")
                        .prefers("431")
                        .allows("400", "413", "414")
                        .forbids("5xx"),
                grammar("HF-12", "9110 §5.1")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "a valid field name looks like one that frames the message",
                                Triggers.both(
                                        Triggers.field(field -> LOOK_ALIKES.contains(lower(field))),
                                        Triggers.complete(message -> true)))
                        .requires("It is another field, and unknown.")
                        .prefers("ACC[body]")
                        .allows("400"),
                may("HF-13", "9110 §5.3")
                        .flags(Flag.ECHO)
                        .when(
                                "a field that may stand once stands several times",
                                situation -> repeated(situation, SINGLETONS))
                        .requires("The sender errs; a recipient may join the values or refuse.")
                        .prefers("400")
                        .allows("ACC")
                        .forbids("5xx"),
                must("HF-14", "9110 §5.3")
                        .flags(Flag.ECHO)
                        .when("a field that holds a list stands several times", situation -> repeated(situation, LISTS))
                        .requires("The combined value keeps the order of the lines.")
                        .prefers("ACC[lines]"),
                must("HF-15", "9110 §5.6.1.2")
                        .flags(Flag.ECHO)
                        .when(
                                "a list has empty elements",
                                Triggers.field(field -> LISTS.contains(lower(field)) && hasEmptyMember(field.value())))
                        .requires("A recipient parses and ignores a reasonable number of empty elements.")
                        .prefers("ACC")
                        .forbids("400", "501"),
                grammar("HF-16", "9112 §5")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when("a control octet, 85 or A0 stands next to a field's name or colon", FieldRules::nearColon)
                        .requires(
                                "Only SP and HTAB are optional whitespace; next to these octets the name or value is invalid.")
                        .prefers("400+C")
                        .prefers("ACC with obs-text as part of the value", FieldRules::keepsObsText));
    }

    private static final Set<String> FRAMING_AND_HOST = Set.of("content-length", "transfer-encoding", "host");
    private static final Set<String> CASE_MATTERS =
            Set.of("content-length", "transfer-encoding", "host", "connection", "expect");
    private static final Set<String> LOOK_ALIKES = Set.of(
            "content_length",
            "transfer_encoding",
            "x-transfer-encoding",
            "x-content-length",
            "contentlength",
            "transferencoding");
    private static final Set<String> SINGLETONS = Set.of(
            "content-type",
            "user-agent",
            "referer",
            "from",
            "if-modified-since",
            "if-unmodified-since",
            "max-forwards",
            "authorization");
    private static final Set<String> LISTS = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "connection",
            "if-match",
            "if-none-match",
            "pragma",
            "te",
            "via",
            "warning");
    private static final int LARGE_HEAD = 8192;

    private static String lower(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isUnknown(Field field) {
        return lower(field).startsWith("x-") && Grammar.isToken(field.name()) && !LOOK_ALIKES.contains(lower(field));
    }

    /** Tells whether anything but a single SP before it surrounds a value that needed no other repair. */
    static boolean isPadded(Field field) {
        boolean plain = field.value().chars().allMatch(c -> c < 0x80 && (c == '\t' || !Grammar.isControl(c)));
        boolean clean = plain && Grammar.trimOws(field.rawValue()).equals(field.value());
        return clean
                && !field.folded()
                && !field.value().isEmpty()
                && !field.rawValue().equals(" " + field.value());
    }

    private static OptionalInt fold(Situation situation) {
        boolean nested =
                situation.message().members("content-type").stream().anyMatch(type -> type.startsWith("message/http"));
        return nested ? OptionalInt.empty() : situation.message().flaw(Kind.FOLD);
    }

    /** Tells whether there is a field whose value has more whitespace around it than one SP before it. */
    static boolean hasWhitespace(Situation situation, Predicate<Field> which) {
        return situation.message().fields().stream()
                .anyMatch(field -> which.test(field) && isPadded(field) && hasWhitespace(field));
    }

    /** Tells whether whitespace surrounds a value; that none does is as usual as one SP before it. */
    static boolean hasWhitespace(Field field) {
        return !field.rawValue().equals(field.value());
    }

    private static OptionalInt paddedField(Situation situation) {
        Trigger padded = Triggers.field(field -> !field.is("host") && Grammar.isToken(field.name()) && isPadded(field));
        return padded.find(situation);
    }

    private static boolean oddCase(Field field) {
        boolean usual = field.name().equals(lower(field)) || field.name().equals(canonical(lower(field)));
        return CASE_MATTERS.contains(lower(field)) && !usual;
    }

    private static String canonical(String lower) {
        StringBuilder text = new StringBuilder(lower);
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i - 1) == '-') {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }

    private static OptionalInt refusedForSize(Situation situation) {
        Message message = situation.message();
        Outcome outcome = situation.outcome();
        boolean refused = PatternNotation.accepted(outcome) == Answer.NO && outcome.kind() != Outcome.Kind.WAITING;
        int octets = message.headEnd() - message.line().end();
        return Triggers.at(refused && octets > LARGE_HEAD, message.line().end());
    }

    private static OptionalInt repeated(Situation situation, Set<String> names) {
        return Triggers.field(field -> names.contains(lower(field))
                        && situation.message().fields(field.name()).size() > 1)
                .find(situation);
    }

    private static boolean hasEmptyMember(String value) {
        return !value.isEmpty()
                && TransferCodings.members(value).contains("")
                && !TransferCodings.members(value).stream().allMatch(String::isEmpty);
    }

    private static OptionalInt nearColon(Situation situation) {
        return Triggers.field(field -> isOddAt(field.name(), 0)
                        || isOddAt(field.name(), field.name().length() - 1)
                        || isOddAt(Grammar.trimOws(field.rawValue()), 0))
                .find(situation);
    }

    /** An octet from 80 on is as good a part of a value as any other; taken off, it was taken for whitespace. */
    private static Answer keepsObsText(Situation situation, int at) {
        boolean valid = EchoComparison.fieldAt(situation, at)
                .filter(field -> Grammar.isToken(field.name()))
                .filter(field -> field.value().chars().noneMatch(octet -> octet != '\t' && Grammar.isControl(octet)))
                .isPresent();
        return valid
                ? PatternNotation.accepted(situation.outcome()).and(EchoComparison.field(situation, at))
                : Answer.NO;
    }

    private static boolean isOddAt(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return Grammar.isControl(c) || c == 0x85 || c == 0xA0;
    }
}
