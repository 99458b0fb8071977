// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.policy;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The well-formed twins of rules about malformed requests: what matches the grammar can be parsed, so that nobody calls
 * it malformed (RFC 9110 §2.2, §15.5.1). What is most particular about a request decides which twin speaks: one refusal
 * is one failure. Further twins stand where they belong: RL-06, RL-22, CL-11, CL-14, TE-01, CH-01, CE-01, HF-07 to
 * HF-10.
 */
final class AcceptanceRules {

    private AcceptanceRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                twin("RL-39", "9110 §2.2; 9112 §3.2", Feature.TARGET, AcceptanceRules::isUsualTarget)
                        .requires("A target with a query or encoded octets is no malformed one."),
                twin("RL-40", "9110 §2.2, §9.1", Feature.METHOD, AcceptanceRules::isPlainMethod)
                        .requires("A method of the registry is no malformed one; 405 and 501 refuse it.")
                        .allowsForItself("501"),
                twin("HO-09", "9110 §2.2, §7.2", Feature.HOST, AcceptanceRules::isUsualHost)
                        .requires("A valid host is no malformed one; 421 and 404 say that it is not served."),
                twin("HF-17", "9110 §2.2, §5.5", Feature.FIELDS, AcceptanceRules::areFieldsValid)
                        .requires("Well-formed lines of optional fields make no request malformed."),
                twin("TR-06", "9112 §7.1.2; 9110 §2.2", Feature.TRAILERS, AcceptanceRules::areTrailersHarmless)
                        .requires("Well-formed trailer fields may be dropped, and make no request malformed.")
                        .allowsForItself("411", "413", "501"),
                twin("EX-10", "9110 §10.1.1, §2.2", Feature.EXPECTATION, AcceptanceRules::expectsContinue)
                        .requires("100-continue is a valid expectation; whoever cannot meet it says 417.")
                        .allowsForItself("411", "413", "417", "501"),
                twin("UP-08", "9110 §7.8, §2.2", Feature.OFFER, AcceptanceRules::offersUnknown)
                        .requires("An offer of another protocol may be ignored, and makes no request malformed."),
                policy("VE-03", "9112 C.1")
                        .when(
                                "a well-formed request of HTTP/1.0 has nothing particular",
                                Triggers.complete(AcceptanceRules::isPlain10))
                        .explainsOnly(situation -> situation.next().isEmpty())
                        .requires("A server understands any valid request in the format of HTTP/1.0.")
                        .prefers("ACC")
                        .allowsForItself("505", "426"));
    }

    private static final Pattern LISTED = Pattern.compile("[\\w!#$%&'*+.^`|~/;=, ()@:-]+");
    /** Trailer sections within the limit of any server: 1 KiB. */
    private static final int SMALL_SECTION = 1024;

    private static final Set<String> OPTIONAL = Set.of(
            "accept", "accept-charset", "accept-encoding", "accept-language", "cookie", "referer", "te", "trailer");
    private static final Set<String> WITHOUT_CONTENT = Set.of("DELETE", "OPTIONS");

    private static RuleDraft twin(String id, String section, Feature feature, Predicate<Situation> condition) {
        return must(id, section)
                .when(
                        "nothing but this is particular about a flawless request: " + feature.words(),
                        Triggers.both(
                                Triggers.complete(Requests::isFlawless),
                                Triggers.anywhere(
                                        situation -> Feature.of(situation) == feature && condition.test(situation))))
                .explainsOnly(situation -> situation.next().isEmpty())
                .prefers("ACC")
                .toleratesForItself("5xx");
    }

    private static boolean isUsualTarget(Situation situation) {
        RequestLine line = situation.message().line();
        boolean plain = line.form() == RequestLine.TargetForm.ORIGIN
                && !Injection.hasEncodedControl(line.target())
                && !line.target().contains("//")
                && !line.target().contains("..")
                && !line.target().toLowerCase(Locale.ROOT).contains("%2");
        return plain && TargetRules.isPathText(line.target());
    }

    private static boolean isPlainMethod(Situation situation) {
        return WITHOUT_CONTENT.contains(situation.message().method())
                && situation.message().line().form() == RequestLine.TargetForm.ORIGIN
                && !situation.message().target().contains("//")
                && !situation.message().target().contains("..");
    }

    private static boolean isUsualHost(Situation situation) {
        String host = situation.message().field("host").map(Field::value).orElse("");
        return situation.message().line().form() == RequestLine.TargetForm.ORIGIN
                && isUsualTarget(situation)
                && !host.isEmpty()
                && !HostValue.isUnusual(host);
    }

    private static boolean areFieldsValid(Situation situation) {
        return isUsualTarget(situation)
                && situation.message().fields().stream()
                        .filter(field -> !Feature.isUsual(field))
                        .allMatch(field -> OPTIONAL.contains(field.name().toLowerCase(Locale.ROOT))
                                && LISTED.matcher(field.value()).matches());
    }

    private static boolean areTrailersHarmless(Situation situation) {
        Message message = situation.message();
        return message.codings().codings().size() == 1
                && message.body().end() - message.body().trailers().get(0).start() <= SMALL_SECTION
                && message.body().trailers().stream().noneMatch(TrailerRules::isSensitive)
                && message.body().chunks().stream()
                        .allMatch(chunk -> chunk.extensions().isEmpty());
    }

    private static boolean expectsContinue(Situation situation) {
        return situation.message().members("expect").stream().allMatch("100-continue"::equals)
                && !situation.message().has("upgrade")
                && situation.message().body().trailers().isEmpty();
    }

    /** The handshakes of WebSocket and h2c ask for more fields, and what lacks them may be refused. */
    private static boolean offersUnknown(Situation situation) {
        return situation.message().framing() == Message.Framing.NONE
                && isUsualTarget(situation)
                && situation.message().members("upgrade").stream()
                        .allMatch(offer -> !offer.startsWith("websocket")
                                && !offer.startsWith("h2")
                                && Grammar.isToken(offer.replace("/", "")));
    }

    private static boolean isPlain10(Message message) {
        boolean host = message.fields("host").size() <= 1
                && message.fields("host").stream().allMatch(field -> HostValue.isValid(field.value()));
        return message.isHttp10()
                && host
                && Requests.isGrammatical(message)
                && Set.of("GET", "HEAD").contains(message.method())
                && message.framing() == Message.Framing.NONE
                && message.line().form() == RequestLine.TargetForm.ORIGIN
                && message.target().matches("/[\\w/-]*")
                && message.fields().stream().allMatch(Feature::isUsual);
    }
}
