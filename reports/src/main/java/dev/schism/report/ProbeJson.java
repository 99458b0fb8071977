// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.Observation;
import dev.schism.wire.ObservationJson;
import dev.schism.wire.Response;
import dev.schism.wire.ServerIdentity;
import java.nio.file.Path;
import java.util.List;

/** Writes what a probe found as ASCII JSON for machines. Thread-safe. */
public final class ProbeJson {

    /** Name of the file. */
    public static final String FILE = "probe.json";

    /** The version of the shape; raised when a field changes its meaning or goes. */
    public static final int SCHEMA_VERSION = 1;

    /** Only what we wrote ourselves is read; the octets of a large request are one long string in it. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ProbeJson() {}

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(ProbeReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> writer.write(render(report)));
    }

    /** Returns the whole report, indented; observations are told by their statuses and their end. */
    public static String render(ProbeReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("command", report.command());
        root.put("schismVersion", report.schismVersion());
        root.put("started", report.started().toString());
        root.put("elapsedSeconds", report.elapsed().toNanos() / 1e9);
        root.put("profile", report.profile());
        ArrayNode targets = root.putArray("targets");
        report.targets().forEach(target -> target(targets.addObject(), target));
        ArrayNode cases = root.putArray("cases");
        report.cases().forEach(one -> probeCase(cases.addObject(), one));
        return text(root, true);
    }

    /**
     * Returns one line for a case of somebody's own collection: its name, the server, everything seen, and the
     * verdicts.
     *
     * @param name the name of the case, such as that of its file
     * @param server the server that was judged
     * @param observation what was seen
     * @param verdicts what the rules say
     */
    public static String line(String name, ServerIdentity server, Observation observation, List<Verdict> verdicts) {
        ObjectNode root = head(name, server);
        try {
            root.set("observation", MAPPER.readTree(ObservationJson.write(observation)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an observation must be JSON: " + e.getMessage(), e);
        }
        verdicts(root.putArray("verdicts"), verdicts);
        return text(root, false);
    }

    /**
     * Returns one line for a case that could not run: its name, the server, and why.
     *
     * @param name the name of the case, such as that of its file
     * @param server the server that would have been judged
     * @param error why it could not run
     */
    public static String line(String name, ServerIdentity server, String error) {
        return text(head(name, server).put("error", error), false);
    }

    private static ObjectNode head(String name, ServerIdentity server) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("case", name);
        root.putObject("target").put("name", server.name()).put("version", server.version());
        return root;
    }

    private static String text(ObjectNode root, boolean indented) {
        try {
            return (indented ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer()).writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree must be writable: " + e.getMessage(), e);
        }
    }

    private static void target(ObjectNode node, ProbeReport.Target target) {
        node.put("name", target.server().name());
        node.put("version", target.server().version());
        node.put("configurationHash", target.server().configurationHash());
        target.notes().forEach(node.putArray("notes")::add);
        target.failure().ifPresent(why -> node.put("failure", why));
        node.put("elapsedSeconds", target.elapsed().toNanos() / 1e9);
        ObjectNode tally = node.putObject("tally");
        target.tally().forEach((ruleClass, counts) -> {
            ObjectNode row = tally.putObject(ruleClass.name());
            for (Verdict.Result result : Verdict.Result.values()) {
                row.put(result.name(), counts.getOrDefault(result, 0L));
            }
        });
    }

    private static void probeCase(ObjectNode node, ProbeReport.Case one) {
        node.put("name", one.name());
        node.put("kind", one.kind());
        node.put("note", one.note());
        one.rules().forEach(node.putArray("rules")::add);
        ArrayNode results = node.putArray("results");
        one.cells().forEach(cell -> {
            ObjectNode result = results.addObject();
            result.put("ran", cell.isPresent());
            cell.ifPresent(there -> cell(result, there));
        });
    }

    private static void cell(ObjectNode node, ProbeReport.Cell cell) {
        node.put("result", cell.result().name());
        ArrayNode statuses = node.putArray("statuses");
        cell.observation().transcript().responses().stream()
                .map(Response::status)
                .forEach(statuses::add);
        node.put("end", cell.observation().end().name());
        verdicts(node.putArray("verdicts"), cell.verdicts());
    }

    private static void verdicts(ArrayNode node, List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            node.addObject()
                    .put("rule", verdict.rule().id())
                    .put("level", verdict.rule().level().name())
                    .put("section", verdict.rule().section())
                    .put("severity", verdict.rule().severity().name())
                    .put("requirement", verdict.rule().requirement())
                    .put("result", verdict.result().name())
                    .put("request", verdict.message())
                    .put("offset", verdict.offset())
                    .put("excerpt", verdict.excerpt())
                    .put("expected", verdict.expected())
                    .put("actual", verdict.actual())
                    .put("note", verdict.note());
        }
    }
}
