// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The ways of being triggered that rules of several classes share. */
final class Triggers {

    private Triggers() {}

    /** Fires at the first flaw of one of these kinds. */
    static Trigger flaw(Flaw.Kind... kinds) {
        return situation -> situation.message().flaw(kinds);
    }

    /** Fires at the start of a request with a complete header section that satisfies a condition. */
    static Trigger head(Predicate<Message> condition) {
        return situation -> at(
                situation.message().hasHead() && condition.test(situation.message()),
                situation.message().line().start());
    }

    /** Fires at the start of a complete request that satisfies a condition. */
    static Trigger complete(Predicate<Message> condition) {
        return head(message -> message.isComplete() && condition.test(message));
    }

    /** Fires at the target of a request with a complete header section that satisfies a condition. */
    static Trigger target(Predicate<RequestLine> condition) {
        return situation -> at(
                situation.message().hasHead()
                        && condition.test(situation.message().line()),
                situation.message().line().targetStart());
    }

    /** Fires at the first octet of the target that satisfies a condition. */
    static Trigger targetOctet(IntPredicate condition) {
        return situation -> {
            RequestLine line = situation.message().line();
            for (int i = 0; i < line.target().length(); i++) {
                if (condition.test(line.target().charAt(i))) {
                    return OptionalInt.of(line.targetStart() + i);
                }
            }
            return OptionalInt.empty();
        };
    }

    /** Fires at the first field line of a complete header section that satisfies a condition. */
    static Trigger field(Predicate<Field> condition) {
        return situation -> situation.message().hasHead()
                ? situation.message().fields().stream()
                        .filter(condition)
                        .mapToInt(Field::start)
                        .findFirst()
                : OptionalInt.empty();
    }

    /**
     * Fires at the first field line of a name in a request with a complete header section that satisfies a condition.
     */
    static Trigger named(String name, Predicate<Message> condition) {
        return situation -> situation.message().hasHead() && condition.test(situation.message())
                ? start(situation.message(), name)
                : OptionalInt.empty();
    }

    /** Fires at the start of the request for every final response that satisfies a condition. */
    static Trigger response(Predicate<Situation> condition) {
        return situation -> at(
                situation.outcome().isResponse() && condition.test(situation),
                situation.message().line().start());
    }

    /** Fires at the start of the request where a condition holds. */
    static Trigger anywhere(Predicate<Situation> condition) {
        return situation ->
                at(condition.test(situation), situation.message().line().start());
    }

    /** Fires where both fire, at the place of the first. */
    static Trigger both(Trigger one, Trigger other) {
        return situation -> other.find(situation).isPresent() ? one.find(situation) : OptionalInt.empty();
    }

    static OptionalInt start(Message message, String name) {
        return message.fields(name).stream().mapToInt(Field::start).findFirst();
    }

    static OptionalInt at(boolean fires, int offset) {
        return fires ? OptionalInt.of(offset) : OptionalInt.empty();
    }
}
