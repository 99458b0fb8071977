// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a JSON text that knows where it stands, so that what is wrong with it can be said by name.
 *
 * @param path such as {@code observation.steps[2].outcome}
 */
record JsonField(String path, JsonNode node) {

    private static final int MAX_EXCERPT = 60;

    JsonField member(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(path + "." + name + " must be present"));
    }

    Optional<JsonField> optional(String name) {
        require(node.isObject(), "must be an object");
        JsonNode value = node.get(name);
        return value == null ? Optional.empty() : Optional.of(new JsonField(path + "." + name, value));
    }

    /** Refuses members that nobody would read. */
    void requireOnly(Set<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(path + " must have known members only: '" + name + "'");
            }
        }
    }

    List<String> names() {
        require(node.isObject(), "must be an object");
        List<String> names = new ArrayList<>();
        Iterator<String> iterator = node.fieldNames();
        iterator.forEachRemaining(names::add);
        return names;
    }

    List<JsonField> elements() {
        require(node.isArray(), "must be an array");
        List<JsonField> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonField(path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    String text() {
        require(node.isTextual(), "must be a string");
        return node.textValue();
    }

    int number() {
        require(node.isIntegralNumber() && node.canConvertToInt(), "must be an integer of 32 bits");
        return node.intValue();
    }

    Duration nanos() {
        require(node.isIntegralNumber() && node.canConvertToLong(), "must be an integer of 64 bits");
        return Duration.ofNanos(node.longValue());
    }

    boolean flag() {
        require(node.isBoolean(), "must be true or false");
        return node.booleanValue();
    }

    Octets octets() {
        try {
            return Octets.fromBase64(text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " must be base64: " + excerpt(), e);
        }
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String name = text();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        path + " must be one of " + Arrays.toString(type.getEnumConstants()) + ": " + excerpt()));
    }

    private void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(path + " " + rule + ": " + excerpt());
        }
    }

    private String excerpt() {
        String text = node.toString();
        return text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT) + "...";
    }
}
