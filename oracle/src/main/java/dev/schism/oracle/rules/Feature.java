// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Field;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is particular about a request without a flaw; the first that holds is what a refusal is put down to. */
enum Feature {
    /** It expects something. */
    EXPECTATION("an expectation"),
    /** It offers another protocol. */
    OFFER("an offer to upgrade"),
    /** It has trailer fields. */
    TRAILERS("trailer fields"),
    /** It has content, or says that it has none. */
    CONTENT("its content"),
    /** It has fields that not every request has. */
    FIELDS("its fields"),
    /** Its host is another one than was dialled. */
    HOST("its host"),
    /** Its target is more than a plain path. */
    TARGET("its target"),
    /** Its method is an optional one. */
    METHOD("its method"),
    /** There is nothing particular. */
    NONE("nothing");

    /** Fields that give no server a reason to refuse a request. */
    private static final Set<String> USUAL = Set.of("host", "user-agent", "accept", "date");

    private final String words;

    Feature(String words) {
        this.words = words;
    }

    static Feature of(Situation situation) {
        return Arrays.stream(values())
                .filter(feature -> feature.holds(situation))
                .findFirst()
                .orElse(NONE);
    }

    private boolean holds(Situation situation) {
        Message message = situation.message();
        return switch (this) {
            case EXPECTATION -> message.has("expect");
            case OFFER -> message.has("upgrade");
            case TRAILERS -> !message.body().trailers().isEmpty();
            case CONTENT -> message.framing() != Message.Framing.NONE;
            case FIELDS -> message.fields().stream().anyMatch(field -> !isUsual(field));
            case HOST -> !isDialled(situation);
            case TARGET -> !isPlain(message.line());
            case METHOD -> !Set.of("GET", "HEAD").contains(message.method());
            case NONE -> true;
        };
    }

    String words() {
        return words;
    }

    /** Tells whether a field is one that nearly every request has, or that nobody knows. */
    static boolean isUsual(Field field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        boolean persistence = name.equals("connection")
                && Set.of("close", "keep-alive").contains(field.value().toLowerCase(Locale.ROOT));
        return persistence || USUAL.contains(name) || name.startsWith("x-");
    }

    private static boolean isDialled(Situation situation) {
        Map<String, String> bound = situation.observation().placeholders();
        String host = bound.getOrDefault("host", "");
        String value = situation.message().field("host").map(Field::value).orElse("");
        return value.equals(host) || value.equals(host + ":" + bound.getOrDefault("port", ""));
    }

    private static boolean isPlain(RequestLine line) {
        return line.target().indexOf('%') < 0 && line.target().indexOf('?') < 0;
    }
}
