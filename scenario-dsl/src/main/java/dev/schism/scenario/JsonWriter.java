// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.scenario.Match.Condition;
import java.time.Duration;

/** Writes the JSON lines of scenarios. */
final class JsonWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonWriter() {}

    static void append(StringBuilder out, Scenario scenario) {
        ObjectNode first = NODES.objectNode()
                .put(ScenarioJson.SIGNATURE, ScenarioJson.VERSION)
                .put("name", scenario.name());
        ArrayNode tags = first.putArray("tags");
        scenario.tags().forEach(tags::add);
        appendLine(out, first);
        scenario.steps().forEach(step -> appendLine(out, node(step)));
    }

    private static void appendLine(StringBuilder out, JsonNode node) {
        String line = text(node);
        if (line.length() > ScenarioJson.MAX_LINE_LENGTH) {
            throw new IllegalArgumentException("scenario line must have at most %d characters: %d"
                    .formatted(ScenarioJson.MAX_LINE_LENGTH, line.length()));
        }
        out.append(line).append('\n');
    }

    private static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree must be writable", e);
        }
    }

    private static ObjectNode node(Step step) {
        ObjectNode node = NODES.objectNode().put("step", step.keyword());
        if (step instanceof Step.SendBytes send) {
            node.set("parts", parts(send.bytes()));
            node.put("segment", send.pacing().segment());
            putNanos(node, "interval", send.pacing().interval());
        } else if (step instanceof Step.Pause pause) {
            putNanos(node, "duration", pause.duration());
        } else if (step instanceof Step.AwaitResponse await) {
            putNanos(node, "timeout", await.timeout());
        } else if (step instanceof Step.WaitForResponse wait) {
            node.set("match", match(wait.match()));
            putNanos(node, "timeout", wait.timeout());
        } else if (step instanceof Step.ExpectResponse expect) {
            node.set("match", match(expect.match()));
            putNanos(node, "timeout", expect.timeout());
        }
        return node;
    }

    private static void putNanos(ObjectNode node, String field, Duration duration) {
        node.put(field + "Nanos", duration.toNanos());
    }

    private static ArrayNode parts(Payload payload) {
        ArrayNode parts = NODES.arrayNode();
        for (Payload.Part part : payload.parts()) {
            if (part instanceof Payload.Part.Literal literal) {
                parts.addObject().put("octets", literal.octets().toBase64());
            } else if (part instanceof Payload.Part.Filled hole) {
                parts.addObject().put("placeholder", hole.placeholder().key());
            }
        }
        return parts;
    }

    private static ArrayNode match(Match match) {
        ArrayNode conditions = NODES.arrayNode();
        match.conditions().forEach(condition -> put(conditions.addObject(), condition));
        return conditions;
    }

    private static void put(ObjectNode node, Condition condition) {
        String key = condition.key();
        if (condition instanceof Condition.Status status) {
            node.put(key, status.status());
        } else if (condition instanceof Condition.StatusClass statusClass) {
            node.put(key, statusClass.statusClass());
        } else if (condition instanceof Condition.Reason reason) {
            node.put(key, reason.reason());
        } else if (condition instanceof Condition.Version version) {
            node.put(key, version.version());
        } else if (condition instanceof Condition.Header header) {
            node.put(key, header.name());
            header.value().ifPresent(value -> node.put("value", value));
        } else if (condition instanceof Condition.HeaderAbsent absent) {
            node.put(key, absent.name());
        } else if (condition instanceof Condition.BodyContains body) {
            node.put(key, body.octets().toBase64());
        } else {
            throw new AssertionError(condition);
        }
    }
}
