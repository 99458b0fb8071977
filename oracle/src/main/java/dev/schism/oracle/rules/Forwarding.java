// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
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
     * Answers whether Host of what was forwarded names the authority of a target in absolute form. It does not where it
     * is still the one that was received, or is no valid one. Any other is what a reverse proxy was configured to send,
     * and tells nothing; so does the one that our nginx configuration hands on in order to show it.
     */
    static Answer namesAuthority(Situation situation) {
        if (situation.forwarded().isEmpty()) {
            return Answer.UNKNOWN;
        }
        Message forwarded = situation.forwarded().get().first();
        List<String> hosts = hosts(forwarded);
        String authority = withoutUser(situation.message().line().authority());
        if (!hosts.isEmpty() && hosts.stream().allMatch(authority::equalsIgnoreCase)) {
            return Answer.YES;
        }
        boolean received = hosts.equals(hosts(situation.message())) && !forwarded.has(OWN_FIELD);
        boolean invalid = !forwarded.has(OWN_FIELD) && !hosts.stream().allMatch(HostValue::isValid);
        return received || invalid ? Answer.NO : Answer.UNKNOWN;
    }

    /** User information is no part of Host (RFC 9112 §3.2). */
    static String withoutUser(String authority) {
        return authority.substring(authority.indexOf('@') + 1);
    }

    private static List<String> hosts(Message message) {
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
