// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;

/**
 * Writes and strictly reads {@code meta.json}: nothing unknown, missing, repeated or null is let through. What is
 * written is ASCII, so no diff hides anything.
 */
final class EntryMetaJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private EntryMetaJson() {}

    static String write(EntryMeta meta) {
        try {
            return WRITER.writeValueAsString(meta) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record of strings and numbers can be written", e);
        }
    }

    /**
     * Reads the text of a {@code meta.json}.
     *
     * @throws IllegalArgumentException when it is none, naming the field
     */
    static EntryMeta read(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            requireVersion(tree.path("schemaVersion"));
            requireNoNulls(tree, "");
            requireFields(tree);
            return MAPPER.treeToValue(tree, EntryMeta.class);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("field " + path(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "text must be JSON: %s at line %d"
                            .formatted(e.getOriginalMessage(), e.getLocation().getLineNr()),
                    e);
        }
    }

    private static void requireVersion(JsonNode version) {
        if (!version.isInt() || version.intValue() != EntryMeta.SCHEMA_VERSION) {
            throw new IllegalArgumentException("field schemaVersion must be %d: %s"
                    .formatted(EntryMeta.SCHEMA_VERSION, version.isMissingNode() ? "missing" : version));
        }
    }

    private static void requireFields(JsonNode tree) {
        requireFields(
                tree,
                "",
                "signature",
                "category",
                "facets",
                "reference",
                "target",
                "generator",
                "firstSeen",
                "lastSeen");
        requireFields(tree.get("signature"), "signature.", "category", "differences", "traits");
        for (String side : new String[] {"reference", "target"}) {
            requireFields(tree.get(side), side + ".", "name", "version", "configurationHash");
        }
        for (JsonNode facet : tree.get("facets")) {
            requireFields(facet, "facets.", "facet", "reference", "target", "kind");
        }
        if (tree.has("ruling")) {
            requireRuling(tree.get("ruling"));
        }
    }

    private static void requireRuling(JsonNode ruling) {
        requireFields(
                ruling, "ruling.", "profile", "overridden", "blame", "severity", "reasons", "reference", "target");
        for (JsonNode reason : ruling.get("reasons")) {
            requireFields(
                    reason,
                    "ruling.reasons.",
                    "side",
                    "rule",
                    "result",
                    "level",
                    "section",
                    "requirement",
                    "actual",
                    "note");
        }
    }

    private static void requireFields(JsonNode node, String prefix, String... names) {
        for (String name : names) {
            if (!node.has(name)) {
                throw new IllegalArgumentException("field " + prefix + name + " must be there: missing");
            }
        }
    }

    private static void requireNoNulls(JsonNode node, String path) {
        if (node.isNull()) {
            throw new IllegalArgumentException("field " + path + " must not be null: null");
        }
        node.properties().forEach(field -> {
            requireNoNulls(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        });
        if (node.isArray()) {
            node.forEach(element -> requireNoNulls(element, path + "[]"));
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
    }
}
