// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.corpus.ReplayOutcome;
import dev.schism.corpus.ReplayResult;
import dev.schism.corpus.ReplayServers;
import dev.schism.oracle.rules.Ruling;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the result of a replay, for people and for machines. */
final class ReplayText {

    private ReplayText() {}

    static String of(ReplayResult result, List<String> notes) {
        StringBuilder text = new StringBuilder();
        @Nullable ReplayServers ran = null;
        for (ReplayOutcome outcome : result.outcomes()) {
            if (!outcome.servers().equals(ran)) {
                ran = outcome.servers();
                text.append("reference %s, target %s%n"
                        .formatted(ReplayServers.text(ran.reference()), ReplayServers.text(ran.target())));
            }
            String status = outcome.status().map(value -> " [" + value + "]").orElse("");
            text.append("%-12s %s%s%n             %s%n"
                    .formatted(outcome.kind(), outcome.entry(), status, outcome.detail()));
            outcome.otherServers().forEach(line -> text.append("             %s%n".formatted(line)));
            outcome.ruling()
                    .ifPresent(ruling -> text.append("             %s%s%n".formatted(ruling.line(), before(outcome))));
        }
        notes.forEach(note -> text.append("note: %s%n".formatted(note)));
        text.append("%d entries: %s%n".formatted(result.outcomes().size(), result.counts()));
        if (result.outcomes().isEmpty()) {
            text.append("nothing ran: the corpus is empty%n".formatted());
        }
        return text.toString();
    }

    private static String before(ReplayOutcome outcome) {
        return outcome.isRuledOtherwise()
                ? "; stored: " + outcome.stored().map(Ruling::line).orElse("")
                : "";
    }

    static String json(ReplayResult result, List<String> notes) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("decision", result.decision().name());
        ObjectNode counts = root.putObject("counts");
        result.counts().forEach((kind, count) -> counts.put(kind.name(), count));
        notes.forEach(root.putArray("notes")::add);
        ArrayNode outcomes = root.putArray("outcomes");
        for (ReplayOutcome outcome : result.outcomes()) {
            ObjectNode node = outcomes.addObject()
                    .put("entry", outcome.entry())
                    .put("kind", outcome.kind().name())
                    .put("detail", outcome.detail());
            server(node.putObject("reference"), outcome.servers().reference());
            server(node.putObject("target"), outcome.servers().target());
            ArrayNode others = node.putArray("otherServers");
            outcome.otherServers().forEach(others::add);
            outcome.status().ifPresent(status -> node.put("baseline", status.name()));
            outcome.ruling().ifPresent(ruling -> ruling(node.putObject("ruling"), ruling));
            outcome.stored().ifPresent(ruling -> ruling(node.putObject("storedRuling"), ruling));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void server(ObjectNode node, ServerIdentity server) {
        node.put("name", server.name());
        node.put("version", server.version());
        node.put("configurationHash", server.configurationHash());
    }

    private static void ruling(ObjectNode node, Ruling ruling) {
        node.put("profile", ruling.profile());
        node.put("blame", ruling.blame().name());
        node.put("severity", ruling.severity().name());
        ArrayNode reasons = node.putArray("reasons");
        ruling.reasons()
                .forEach(reason -> reasons.addObject()
                        .put("side", reason.side())
                        .put("rule", reason.rule())
                        .put("result", reason.result().name())
                        .put("level", reason.level().name())
                        .put("section", reason.section())
                        .put("requirement", reason.requirement())
                        .put("actual", reason.actual())
                        .put("note", reason.note()));
    }
}
