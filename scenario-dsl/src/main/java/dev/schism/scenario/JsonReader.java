// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.scenario.Match.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON lines of scenarios, line by line. */
final class JsonReader {

    /** A part of a match is the deepest object there is; the bound keeps hostile nesting cheap. */
    private static final int MAX_DEPTH = 8;

    private static final JsonMapper MAPPER = mapper();

    private final List<Scenario> finished = new ArrayList<>();
    private @Nullable Pending pending;

    /** A scenario whose steps are still being read. */
    private record Pending(String name, List<String> tags, List<Step> steps) {
        Scenario scenario() {
            return new Scenario(name, tags, steps);
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(ScenarioJson.MAX_LINE_LENGTH)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    void read(int number, String line) {
        JsonNode node = parse(number, line);
        try {
            read(JsonFields.of("line", node));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private void read(JsonFields fields) {
        if (fields.has(ScenarioJson.SIGNATURE)) {
            endScenario();
            pending = start(fields);
        } else if (pending == null) {
            throw new IllegalArgumentException("first line must have the field " + ScenarioJson.SIGNATURE + ": none");
        } else {
            addStep(fields, pending.steps());
        }
        fields.end();
    }

    List<Scenario> finish() {
        endScenario();
        return List.copyOf(finished);
    }

    private void endScenario() {
        if (pending != null) {
            finished.add(pending.scenario());
            pending = null;
        }
    }

    private static JsonNode parse(int number, String line) {
        if (line.length() > ScenarioJson.MAX_LINE_LENGTH) {
            throw new IllegalArgumentException("line %d: line must have at most %d characters: %d"
                    .formatted(number, ScenarioJson.MAX_LINE_LENGTH, line.length()));
        }
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "line %d, column %d: text must be JSON: %s"
                            .formatted(number, e.getLocation().getColumnNr(), e.getOriginalMessage()),
                    e);
        }
    }

    private static Pending start(JsonFields fields) {
        int version = fields.integer(ScenarioJson.SIGNATURE);
        if (version != ScenarioJson.VERSION) {
            throw new IllegalArgumentException(
                    ScenarioJson.SIGNATURE + " must be " + ScenarioJson.VERSION + ": " + version);
        }
        String name = fields.text("name");
        List<String> tags = fields.texts("tags");
        tags.forEach(tag -> Scenario.requireName("tag", tag));
        return new Pending(Scenario.requireName("name", name), tags, new ArrayList<>());
    }

    private static void addStep(JsonFields fields, List<Step> steps) {
        String keyword = fields.text("step");
        if (!Step.KEYWORDS.contains(keyword)) {
            throw new IllegalArgumentException(
                    "step must be one of " + String.join(", ", Step.KEYWORDS) + ": " + TextLine.excerpt(keyword));
        }
        if (!steps.isEmpty() && steps.get(steps.size() - 1).isLast()) {
            throw new IllegalArgumentException("step must not follow a "
                    + steps.get(steps.size() - 1).keyword() + ": " + TextLine.excerpt(keyword));
        }
        steps.add(step(keyword, fields));
    }

    private static Step step(String keyword, JsonFields fields) {
        return switch (keyword) {
            case "send" ->
                new Step.SendBytes(
                        payload(fields), new Pacing(fields.integer("segment"), fields.nanos("intervalNanos")));
            case "pause" -> new Step.Pause(fields.nanos("durationNanos"));
            case "await" -> new Step.AwaitResponse(fields.nanos("timeoutNanos"));
            case "wait-for" -> new Step.WaitForResponse(match(fields), fields.nanos("timeoutNanos"));
            case "expect" -> new Step.ExpectResponse(match(fields), fields.nanos("timeoutNanos"));
            case "half-close" -> new Step.HalfClose();
            case "reset" -> new Step.Reset();
            case "close" -> new Step.Close();
            default -> throw new AssertionError(keyword);
        };
    }

    private static Payload payload(JsonFields fields) {
        List<Payload.Part> parts = new ArrayList<>();
        for (JsonFields part : fields.objects("parts")) {
            boolean literal =
                    part.oneOf("part", List.of("octets", "placeholder")).equals("octets");
            parts.add(literal ? new Payload.Part.Literal(part.octets("octets")) : hole(part));
            part.end();
        }
        return new Payload(parts);
    }

    private static Payload.Part hole(JsonFields part) {
        String key = part.text("placeholder");
        return new Payload.Part.Filled(Placeholder.ofKey(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "placeholder must be host, port or token: " + TextLine.excerpt(key))));
    }

    private static Match match(JsonFields fields) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonFields condition : fields.objects("match")) {
            conditions.add(condition(condition));
            condition.end();
        }
        return new Match(conditions);
    }

    private static Condition condition(JsonFields fields) {
        String key = fields.oneOf("match", Condition.KEYS);
        return switch (key) {
            case "status" -> new Condition.Status(fields.integer(key));
            case "status-class" -> new Condition.StatusClass(fields.integer(key));
            case "reason" -> new Condition.Reason(fields.text(key));
            case "version" -> new Condition.Version(fields.text(key));
            case "header" -> new Condition.Header(fields.text(key), fields.optionalText("value"));
            case "header-absent" -> new Condition.HeaderAbsent(fields.text(key));
            case "body-contains" -> new Condition.BodyContains(fields.octets(key));
            default -> throw new AssertionError(key);
        };
    }
}
