// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one echo; throws an {@link IOException} for what is no JSON or breaks the contract. */
final class EchoReader {

    private enum Text {
        METHOD,
        TARGET,
        VERSION
    }

    private static final Set<String> REQUIRED = Set.of(EchoJson.MARK, "method", "target", "version", "headers", "body");

    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();
    private final Map<Text, String> texts = new EnumMap<>(Text.class);
    private List<FieldLine> headers = List.of();
    private List<FieldLine> trailers = List.of();
    private Octets body = Octets.EMPTY;
    private Optional<Octets> raw = Optional.empty();
    private int ordinal;

    EchoReader(JsonParser parser) {
        this.parser = parser;
    }

    Optional<EchoedRequest> read() throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "echo must be an object");
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            require(seen.add(name), "member must not be repeated");
            parser.nextToken();
            readMember(name);
        }
        require(parser.currentToken() == JsonToken.END_OBJECT, "echo must be a closed object");
        require(parser.nextToken() == null, "echo must end with its object");
        require(seen.containsAll(REQUIRED), "echo must be complete");
        return Optional.of(new EchoedRequest(
                text(Text.METHOD), text(Text.TARGET), text(Text.VERSION), headers, body, trailers, ordinal, raw));
    }

    private void readMember(String name) throws IOException {
        switch (name) {
            case EchoJson.MARK -> require(integer() == EchoJson.VERSION, "version must be known");
            case "method" -> texts.put(Text.METHOD, latin1());
            case "target" -> texts.put(Text.TARGET, latin1());
            case "version" -> texts.put(Text.VERSION, latin1());
            case "headers" -> headers = section();
            case "trailers" -> trailers = section();
            case "body" -> body = octets();
            case "ordinal" -> ordinal = integer();
            case "raw" -> raw = Optional.of(octets());
            default -> parser.skipChildren();
        }
    }

    private String text(Text which) {
        return texts.getOrDefault(which, "");
    }

    private int integer() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "value must be an integer");
        int value = parser.getIntValue();
        require(value >= 0, "value must not be negative");
        return value;
    }

    private String latin1() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "value must be a string");
        String text = parser.getText();
        require(text.chars().allMatch(c -> c <= 0xFF), "text must have one character an octet");
        return text;
    }

    private Octets octets() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "value must be base64");
        return Octets.of(parser.getBinaryValue());
    }

    private List<FieldLine> section() throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "section must be an array");
        List<FieldLine> lines = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            String name = octets().toLatin1();
            parser.nextToken();
            lines.add(new FieldLine(name, octets().toLatin1()));
            require(parser.nextToken() == JsonToken.END_ARRAY, "field line must be a name and a value");
        }
        require(parser.currentToken() == JsonToken.END_ARRAY, "section must hold arrays");
        return lines;
    }

    private void require(boolean condition, String rule) throws JsonParseException {
        if (!condition) {
            throw new JsonParseException(parser, rule);
        }
    }
}
