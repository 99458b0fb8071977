// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a project's decisions about single rules: YAML with rule, result and reason. */
final class OverridesFile {

    /** Largest file that is read: 1 MiB. */
    static final int MAX_OCTETS = 1 << 20;

    private static final int SCHEMA_VERSION = 1;
    private static final String OFF = "off";

    private static final ObjectReader YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Document.class);

    private OverridesFile() {}

    /** The whole file. */
    record Document(int schemaVersion, @Nullable List<Entry> overrides) {}

    /** One decision. */
    record Entry(
            @Nullable String rule,
            @Nullable String result,
            @Nullable String reason) {}

    /**
     * Reads decisions.
     *
     * @throws IllegalArgumentException when the file is too large or not in the format; the message says where
     * @throws IOException when it cannot be read
     */
    static Overrides read(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "%s must have at most %d octets: %d".formatted(file, MAX_OCTETS, Files.size(file)));
        }
        try {
            return overrides(file, YAML.readValue(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "%s:%d: overrides must be YAML with schemaVersion and overrides: %s"
                            .formatted(file, line, reason(e)),
                    e);
        }
    }

    /** Leaves out what Jackson says about our classes. */
    private static String reason(JsonProcessingException e) {
        return e instanceof UnrecognizedPropertyException unknown
                ? "unknown field '%s'".formatted(unknown.getPropertyName())
                : e.getOriginalMessage();
    }

    private static Overrides overrides(Path file, @Nullable Document document) {
        if (document == null || document.schemaVersion() != SCHEMA_VERSION || document.overrides() == null) {
            throw new IllegalArgumentException(
                    "%s: overrides must have schemaVersion %d and a list overrides".formatted(file, SCHEMA_VERSION));
        }
        Map<String, Overrides.Decision> decisions = new LinkedHashMap<>();
        for (Entry entry : document.overrides()) {
            String id = RuleBook.rule(required(file, "rule", entry.rule())).id();
            Overrides.Decision decision =
                    decision(file, required(file, "result", entry.result()), required(file, "reason", entry.reason()));
            if (decisions.put(id, decision) != null) {
                throw new IllegalArgumentException("%s: rule must be decided about once: %s".formatted(file, id));
            }
        }
        return new Overrides(decisions);
    }

    private static String required(Path file, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s: field %s must be there in every override".formatted(file, name));
        }
        return value;
    }

    private static Overrides.Decision decision(Path file, String result, String reason) {
        // YAML 1.1 reads a bare off as false.
        if (result.equalsIgnoreCase(OFF) || result.equals("false")) {
            return new Overrides.Decision.Off(reason);
        }
        return Arrays.stream(Verdict.Result.values())
                .filter(one ->
                        one != Verdict.Result.NOT_OBSERVABLE && one.name().equals(result.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(worst -> (Overrides.Decision) new Overrides.Decision.AtMost(worst, reason))
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: result must be off, PASS, INFO, WARN or FAIL: '%s'".formatted(file, result)));
    }
}
