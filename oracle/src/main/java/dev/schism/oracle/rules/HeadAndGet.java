// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Response;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The responses to HEAD and to GET of the same target with the same fields, on one connection.
 *
 * @param head the situation of HEAD
 * @param get the situation of GET
 */
record HeadAndGet(Situation head, Situation get) {

    /** By how many octets two echoes of requests that differ in their method alone may differ in length. */
    private static final int ECHO_SLACK = 16;

    /** Finds the GET to a HEAD, before or behind it, where both were processed alike. */
    static Optional<HeadAndGet> of(Situation head) {
        if (!isFlawless(head, "HEAD")) {
            return Optional.empty();
        }
        return IntStream.range(0, head.session().reading().messages().size())
                .mapToObj(head.session()::at)
                .filter(other -> isFlawless(other, "GET"))
                .filter(other -> isSame(head.message(), other.message()))
                .filter(other -> other.outcome().status() == head.outcome().status())
                .map(other -> new HeadAndGet(head, other))
                .findFirst();
    }

    private static boolean isFlawless(Situation situation, String method) {
        return situation.message().method().equals(method)
                && Requests.isFlawless(situation.message())
                && situation.outcome().isResponse()
                && situation.outcome().status() / 100 == 2
                && !situation.session().isLostBehind(situation.index());
    }

    private static boolean isSame(Message one, Message other) {
        return one.target().equals(other.target()) && fields(one).equals(fields(other));
    }

    private static List<String> fields(Message message) {
        return message.fields().stream()
                .filter(field -> !field.is("connection"))
                .map(HeadAndGet::text)
                .toList();
    }

    private static String text(Field field) {
        return field.name() + ":" + field.value();
    }

    /** Answers whether the lengths agree; an echo is a little longer or shorter, since it shows the method. */
    static Answer sameLength(Situation situation, int at) {
        HeadAndGet pair = of(situation).orElseThrow();
        Response get = pair.get().response().orElseThrow();
        Optional<Integer> announced = pair.head().responseValues("content-length").stream()
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .findFirst();
        if (announced.isEmpty() || !get.complete()) {
            return announced.isEmpty() ? Answer.YES : Answer.UNKNOWN;
        }
        int slack = pair.get().echo().isPresent() ? ECHO_SLACK : 0;
        return Answer.of(Math.abs(announced.get() - get.content().length()) <= slack);
    }
}
