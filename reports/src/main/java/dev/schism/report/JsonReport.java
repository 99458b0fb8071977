// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.wire.ServerIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a report as JSON for machines: numbers are numbers, times are ISO 8601, durations are in seconds, everything
 * is ASCII.
 *
 * <p>Observations are not repeated; the corpus entry of the same name has them. Thread-safe.
 */
public final class JsonReport {

    /** Name of the file. */
    public static final String FILE = "report.json";

    /** The version of the shape; raised when a field changes its meaning or goes. */
    public static final int SCHEMA_VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonReport() {}

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(RunReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> writer.write(render(report)));
    }

    /** Returns the text of the JSON, indented. */
    public static String render(RunReport report) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree(report)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree must be writable: " + e.getMessage(), e);
        }
    }

    private static ObjectNode tree(RunReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("command", report.command());
        root.put("schismVersion", report.schismVersion());
        root.put("started", report.started().toString());
        root.put("elapsedSeconds", report.elapsed().toNanos() / 1e9);
        report.seed().ifPresent(seed -> root.put("seed", seed));
        report.reference().ifPresent(reference -> reference(root.putObject("reference"), reference));
        ArrayNode targets = root.putArray("targets");
        report.targets().forEach(server -> server(targets.addObject(), server));
        root.putObject("environment")
                .put("java", report.environment().java())
                .put("os", report.environment().os());
        tally(root.putObject("tally"), report);
        root.put("decision", report.decision().name());
        root.put("failOnAllowed", report.failOnAllowed());
        counts(root.putObject("counts"), report.counts());
        report.notes().forEach(root.putArray("notes")::add);
        ArrayNode problems = root.putArray("problems");
        report.problems()
                .forEach(problem ->
                        problems.addObject().put("kind", problem.kind().name()).put("text", problem.text()));
        blame(root.putObject("blame"), BlameTally.of(report.causes()));
        ArrayNode causes = root.putArray("causes");
        report.causes().forEach(cause -> cause(causes.addObject(), cause, Decision.counts(report, cause)));
        ArrayNode entries = root.putArray("entries");
        report.entries().forEach(entry -> entry(entries.addObject(), entry));
        return root;
    }

    private static void reference(ObjectNode node, UsedReference reference) {
        server(node, reference.server());
        if (!reference.hosting().isEmpty()) {
            node.put("hosting", reference.hosting());
        }
        reference.advice().ifPresent(advice -> node.put("advice", advice));
    }

    private static void blame(ObjectNode node, BlameTally tally) {
        counts(node, tally.counts());
        node.put("decidedPercent", tally.decidedPercent());
    }

    private static void server(ObjectNode node, ServerIdentity server) {
        node.put("name", server.name());
        node.put("version", server.version());
        node.put("configurationHash", server.configurationHash());
    }

    private static void tally(ObjectNode node, RunReport report) {
        Tally tally = report.tally();
        node.put("scenarios", tally.scenarios());
        node.put("pairs", tally.pairs());
        node.put("pairsPerSecond", report.pairsPerSecond());
        counts(node.putObject("categories"), tally.categories());
        counts(node.putObject("inconclusive"), tally.inconclusive());
        node.put("quarantined", tally.quarantined());
    }

    private static void counts(ObjectNode node, CauseCounts counts) {
        node.put("new", counts.fresh())
                .put("expired", counts.expired())
                .put("accepted", counts.accepted())
                .put("allowed", counts.allowed());
    }

    private static void counts(ObjectNode node, Map<? extends Enum<?>, Long> counts) {
        counts.forEach((key, count) -> node.put(key.name(), count));
    }

    private static void cause(ObjectNode node, ReportedCause reported, boolean counts) {
        Cause cause = reported.cause();
        node.put("id", cause.id());
        node.put("sentence", reported.sentence());
        node.put("octets", reported.octets());
        node.put("status", reported.status().name());
        node.put("counts", counts);
        node.put("blame", cause.blame().party().name());
        node.put("severity", cause.blame().severity().name());
        cause.rule().ifPresent(rule -> node.put("rule", rule.id()).put("section", rule.section()));
        node.putObject("way")
                .put("kind", cause.way().kind())
                .put("reference", cause.way().reference())
                .put("target", cause.way().target());
        strings(node.putArray("traits"), cause.traits());
        strings(
                node.putArray("entries"),
                reported.variants().stream()
                        .map(variant -> variant.entry().name())
                        .toList());
    }

    private static void entry(ObjectNode node, ReportedEntry reported) {
        CorpusEntry entry = reported.entry();
        Divergence divergence = entry.divergence();
        node.put("name", entry.name());
        node.put("status", reported.status().name());
        reported.accepted().ifPresent(accepted -> accepted(node.putObject("accepted"), accepted));
        node.put("category", divergence.category().name());
        signature(node.putObject("signature"), divergence.signature());
        ArrayNode facets = node.putArray("facets");
        divergence
                .facets()
                .forEach(difference -> facets.addObject()
                        .put("facet", difference.facet().name())
                        .put("reference", difference.reference())
                        .put("target", difference.target())
                        .put("kind", difference.kind()));
        JudgementJson.write(node.putObject("judgement"), reported.judgement());
        strings(node.putArray("tags"), divergence.scenario().tags());
        provenance(node, entry.provenance());
        entry.neighbour()
                .ifPresent(neighbour ->
                        node.put("neighbour", TellingOctets.of(neighbour, Optional.of(divergence.scenario()))));
        node.put("replay", "./schism replay " + entry.name());
    }

    private static void accepted(ObjectNode node, AcceptedDivergence accepted) {
        node.put("reason", accepted.reason());
        node.put("section", accepted.section());
        node.put("expires", accepted.expires().toString());
    }

    private static void signature(ObjectNode node, Signature signature) {
        strings(node.putArray("differences"), signature.differences());
        strings(node.putArray("traits"), signature.traits());
    }

    private static void provenance(ObjectNode node, Provenance provenance) {
        server(node.putObject("reference"), provenance.reference());
        server(node.putObject("target"), provenance.target());
        node.put("generator", provenance.generator());
        provenance.seed().ifPresent(seed -> node.put("seed", seed));
        node.put("firstSeen", provenance.firstSeen().toString());
        node.put("lastSeen", provenance.lastSeen().toString());
    }

    private static void strings(ArrayNode node, List<String> values) {
        values.forEach(node::add);
    }
}
