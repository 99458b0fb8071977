// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the YAML of a baseline token by token, which keeps the line of everything for error messages and lets nothing
 * through that is not in the format: unknown or repeated fields, aliases, a second document.
 */
final class BaselineYaml {

    /** Largest number of accepted divergences. */
    static final int MAX_ACCEPTED = 10_000;

    private static final String VERSION = "schemaVersion";
    private static final String ACCEPTED = "accepted";

    private final YAMLParser parser;
    private final String source;

    private BaselineYaml(YAMLParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    static List<AcceptedDivergence> read(byte[] octets, String source) throws IOException {
        try (YAMLParser parser = new YAMLFactory().createParser(octets)) {
            return new BaselineYaml(parser, source).document();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BaselineException(
                    "%s:%d: baseline must be YAML: %s".formatted(source, line, e.getOriginalMessage()), e);
        }
    }

    private List<AcceptedDivergence> document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw problem("baseline must be a mapping with %s and %s".formatted(VERSION, ACCEPTED), found());
        }
        boolean versioned = false;
        List<AcceptedDivergence> accepted = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (field.equals(VERSION) && !versioned) {
                requireVersion();
                versioned = true;
            } else if (field.equals(ACCEPTED) && accepted == null) {
                accepted = accepted();
            } else {
                throw problem("field must be one of %s, %s, each once".formatted(VERSION, ACCEPTED), field);
            }
        }
        requireEnd(versioned, accepted != null);
        return accepted == null ? List.of() : accepted;
    }

    private void requireVersion() throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
                || !parser.getText().equals(Integer.toString(Baseline.SCHEMA_VERSION))) {
            throw problem("field %s must be %d".formatted(VERSION, Baseline.SCHEMA_VERSION), found());
        }
    }

    private void requireEnd(boolean versioned, boolean accepted) throws IOException {
        if (!versioned || !accepted) {
            throw problem("field %s must be there".formatted(versioned ? ACCEPTED : VERSION), "missing");
        }
        if (parser.nextToken() != null) {
            throw problem("baseline must be one document", found());
        }
    }

    private List<AcceptedDivergence> accepted() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw problem("field %s must be a list".formatted(ACCEPTED), found());
        }
        List<AcceptedDivergence> accepted = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (accepted.size() == MAX_ACCEPTED) {
                throw problem("field %s must have at most %d elements".formatted(ACCEPTED, MAX_ACCEPTED), "more");
            }
            accepted.add(element());
        }
        return accepted;
    }

    private AcceptedDivergence element() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw problem("element of %s must be a mapping".formatted(ACCEPTED), found());
        }
        int start = line();
        Map<String, BaselineField> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line();
            if (!BaselineFields.KNOWN.contains(name)) {
                throw problem("field must be one of " + String.join(", ", BaselineFields.KNOWN), name);
            }
            if (fields.put(name, new BaselineField(line, values(name))) != null) {
                throw problem("field %s must be there once".formatted(name), "repeated");
            }
        }
        return new BaselineFields(source, start, fields).accepted();
    }

    private List<String> values(String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (!BaselineFields.LISTS.contains(name)) {
            return List.of(scalar(name, token));
        }
        if (token != JsonToken.START_ARRAY) {
            throw problem("field %s must be a list".formatted(name), found());
        }
        List<String> values = new ArrayList<>();
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            values.add(scalar(name, token));
        }
        return values;
    }

    private String scalar(String name, JsonToken token) throws IOException {
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL || parser.isCurrentAlias()) {
            throw problem("field %s must hold text".formatted(name), found());
        }
        return parser.getText();
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private String found() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL) {
            return "nothing";
        }
        if (parser.isCurrentAlias()) {
            return "an alias";
        }
        return switch (token) {
            case START_OBJECT -> "a mapping";
            case START_ARRAY -> "a list";
            default -> parser.getText();
        };
    }

    private BaselineException problem(String what, String actual) {
        return new BaselineException("%s:%d: %s: %s".formatted(source, line(), what, actual));
    }
}
