// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about the Upgrade field (UP). */
final class UpgradeRules {

    private UpgradeRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("UP-01", "9110 §7.8, §15.2.2")
                        .when(
                                "there is a 101 response",
                                Triggers.response(
                                        situation -> situation.outcome().status() == 101))
                        .requires("It names a protocol in Upgrade that the client offered.")
                        .prefers("Upgrade names a protocol that was offered", UpgradeRules::offered),
                should("UP-02", "9110 §7.6.1, §7.8")
                        .when(
                                "a request has Upgrade without the upgrade connection option",
                                upgrade(message ->
                                        !message.members("connection").contains("upgrade")))
                        .requires("Such a field is ignored.")
                        .prefers("no 101", UpgradeRules::notSwitched),
                must("UP-03", "9110 §7.8")
                        .when("an HTTP/1.0 request has Upgrade", upgrade(Message::isHttp10))
                        .requires("The field is ignored.")
                        .prefers("no 101", UpgradeRules::notSwitched),
                must("UP-04", "9110 §7.8")
                        .when(
                                "nothing that is offered has the form of a protocol",
                                upgrade(message ->
                                        message.members("upgrade").stream().noneMatch(UpgradeRules::isProtocol)))
                        .requires("What names no protocol is nothing to which a server can switch.")
                        .prefers("no 101", UpgradeRules::notSwitched)
                        .tolerates("101"),
                must("UP-06", "6455 §4.1, §4.2")
                        .when(
                                "a WebSocket handshake has another method than GET, no key, or another version than 13",
                                upgrade(UpgradeRules::badHandshake))
                        .requires(
                                "The server does not switch; for another version it answers 426 with the version it knows.")
                        .prefers("no 101", UpgradeRules::notSwitched),
                may("UP-07", "9113 §3.1")
                        .flags(Flag.DESYNC)
                        .when(
                                "a request offers h2c",
                                upgrade(message -> message.members("upgrade").contains("h2c")))
                        .requires(
                                "A server may ignore the offer; where it switches, the content of the request was read first.")
                        .prefers("ANY")
                        .forbids(
                                "101 before the content was there",
                                (situation, at) -> Answer.of(situation.outcome().status() == 101
                                        && !situation.message().isComplete())));
    }

    private static final String WEBSOCKET_VERSION = "13";

    private static Trigger upgrade(Predicate<Message> condition) {
        return Triggers.both(Triggers.named("upgrade", condition), Triggers.response(situation -> true));
    }

    private static boolean isProtocol(String text) {
        String[] parts = text.split("/", -1);
        return parts.length <= 2 && Arrays.stream(parts).allMatch(Grammar::isToken);
    }

    private static Answer notSwitched(Situation situation, int at) {
        return Answer.of(situation.outcome().status() != 101);
    }

    private static Answer offered(Situation situation, int at) {
        List<String> offered = situation.message().members("upgrade");
        List<String> chosen = situation.responseValues("upgrade").stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(Grammar::trimOws)
                .filter(protocol -> !protocol.isEmpty())
                .toList();
        return Answer.of(!chosen.isEmpty() && offered.containsAll(chosen));
    }

    private static boolean badHandshake(Message message) {
        boolean version = message.field("sec-websocket-version")
                .filter(field -> field.value().equals(WEBSOCKET_VERSION))
                .isPresent();
        return message.members("upgrade").contains("websocket")
                && (!message.method().equals("GET") || !message.has("sec-websocket-key") || !version);
    }
}
