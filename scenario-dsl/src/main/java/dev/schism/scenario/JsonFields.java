// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of one JSON object, taken one by one; what is not taken is refused at the end. */
final class JsonFields {

    /** Most characters of the input that an error message repeats. */
    private static final int MAX_EXCERPT = 80;

    private final JsonNode object;
    private final Set<String> left = new LinkedHashSet<>();

    private JsonFields(JsonNode object) {
        this.object = object;
        object.fieldNames().forEachRemaining(left::add);
    }

    /** Opens an object; {@code what} names it in messages. */
    static JsonFields of(String what, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + " must be an object: " + excerpt(node));
        }
        return new JsonFields(node);
    }

    boolean has(String field) {
        return object.has(field);
    }

    /** Returns the one field of the given ones that is there. */
    String oneOf(String what, Collection<String> fields) {
        List<String> there = fields.stream().filter(object::has).toList();
        if (there.size() != 1) {
            throw new IllegalArgumentException(
                    "%s must have one of %s: %s".formatted(what, String.join(", ", fields), excerpt(object)));
        }
        return there.get(0);
    }

    private JsonNode take(String field) {
        left.remove(field);
        JsonNode value = object.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field + " must be given: " + excerpt(object));
        }
        return value;
    }

    String text(String field) {
        JsonNode value = take(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a string: " + excerpt(value));
        }
        return value.textValue();
    }

    Optional<String> optionalText(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    int integer(String field) {
        JsonNode value = take(field);
        if (!value.isInt()) {
            throw new IllegalArgumentException(
                    "%s must be an integer of at most %d: %s".formatted(field, Integer.MAX_VALUE, excerpt(value)));
        }
        return value.intValue();
    }

    Duration nanos(String field) {
        JsonNode value = take(field);
        if (!value.isInt() && !value.isLong()) {
            throw new IllegalArgumentException(field + " must be an integer of nanoseconds: " + excerpt(value));
        }
        return Duration.ofNanos(value.longValue());
    }

    Octets octets(String field) {
        String base64 = text(field);
        try {
            return Octets.fromBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " must be base64: " + excerpt(object.path(field)));
        }
    }

    List<JsonNode> array(String field) {
        JsonNode value = take(field);
        if (!value.isArray()) {
            throw new IllegalArgumentException(field + " must be an array: " + excerpt(value));
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    /** Opens every object of an array. */
    List<JsonFields> objects(String field) {
        return array(field).stream().map(node -> of(field, node)).toList();
    }

    List<String> texts(String field) {
        return array(field).stream().map(node -> requireText(field, node)).toList();
    }

    private String requireText(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(field + " must be strings: " + excerpt(node));
        }
        return node.textValue();
    }

    /** Refuses fields that were not taken. */
    void end() {
        for (String field : left) {
            throw new IllegalArgumentException("field must be known: " + field + "=" + excerpt(object.path(field)));
        }
    }

    private static String excerpt(JsonNode node) {
        String text = node.toString();
        return text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT) + "...";
    }
}
