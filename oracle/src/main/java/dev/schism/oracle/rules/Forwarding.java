// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** What rules about intermediaries look at: the octets that one forwarded, as its echo shows them. */
final class Forwarding {

    /** Fires where an intermediary forwarded the request, or where it cannot be told because there is no echo. */
    static final Trigger TRIGGER = Forwarding::find;

    private Forwarding() {}

    private static OptionalInt find(Situation situation) {
        boolean processed = PatternNotation.accepted(situation.outcome()) == Answer.YES;
        boolean concerned =
                situation.forwarded().isPresent() || situation.echo().isEmpty();
        return Triggers.at(
                situation.isRequest() && processed && concerned,
                situation.message().line().start());
    }

    /** The field that our nginx configuration adds. */
    private static final String OWN_FIELD = "schism-version";

    /**
     * Tells whether Host went on as it was received because our nginx configuration says so, in order to show it, and
     * not because nginx chose it.
     */
    static boolean hostIsConfigured(Situation situation) {
        return situation
                .forwarded()
                .map(Reading::first)
                .filter(message -> message.has(OWN_FIELD) && message.has("host"))
                .filter(message -> values(message).equals(values(situation.message())))
                .isPresent();
    }

    private static List<String> values(Message message) {
        return message.fields("host").stream().map(Field::value).toList();
    }

    /** Answers for the first message that was forwarded. */
    static Condition first(Predicate<Message> condition) {
        return (situation, at) -> situation
                .forwarded()
                .map(reading -> Answer.of(condition.test(reading.first())))
                .orElse(Answer.UNKNOWN);
    }
}
