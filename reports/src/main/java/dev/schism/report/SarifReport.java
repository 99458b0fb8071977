// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Writes a report as SARIF 2.1.0 for code scanning: a result a cause, under the rule that decides who is wrong.
 *
 * <p>Where the target is wrong, alone or not, the result is a failure whose level follows from the severity (high is an
 * error, medium a warning, low a note). Where only the reference is wrong, or both are allowed, it is informational;
 * where nothing is decided, it is for review. Where a run was asked to fail on what is allowed, that is a failure, too.
 * The property {@code counts} says which results make a run fail. What the baseline accepts is suppressed. Thread-safe.
 */
public final class SarifReport {

    /** Name of the file. */
    public static final String FILE = "report.sarif";

    /** The rule of a divergence that no rule of the book decides. */
    static final String UNDECIDED = "SCHISM-DIVERGENCE";

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SarifReport() {}

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(RunReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> writer.write(render(report)));
    }

    static String render(RunReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", SCHEMA);
        root.put("version", "2.1.0");
        run(root.putArray("runs").addObject(), report);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree must be writable: " + e.getMessage(), e);
        }
    }

    private static void run(ObjectNode run, RunReport report) {
        List<String> ids = ids(report);
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Schism");
        driver.put("version", report.schismVersion());
        ArrayNode rules = driver.putArray("rules");
        ids.forEach(id -> rule(rules.addObject(), id));
        invocation(run.putArray("invocations").addObject(), report);
        ArrayNode results = run.putArray("results");
        report.causes().forEach(cause -> result(results.addObject(), report, cause, ids));
    }

    private static List<String> ids(RunReport report) {
        TreeSet<String> ids = new TreeSet<>();
        report.causes().forEach(cause -> ids.add(ruleId(cause)));
        return List.copyOf(ids);
    }

    private static String ruleId(ReportedCause cause) {
        return cause.cause().rule().map(Rule::id).orElse(UNDECIDED);
    }

    private static void rule(ObjectNode node, String id) {
        node.put("id", id);
        if (id.equals(UNDECIDED)) {
            text(node, "shortDescription", "Two servers differ and no rule decides.");
            text(node, "help", "The sides differ in a way about which the rule book says nothing.");
            return;
        }
        Rule rule = RuleBook.rule(id);
        text(node, "shortDescription", rule.requirement());
        text(
                node,
                "help",
                "%s %s: %s When: %s. Keeps it: %s."
                        .formatted(
                                rule.level(),
                                rule.section(),
                                rule.requirement(),
                                rule.trigger(),
                                String.join(" | ", rule.conformant())));
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
        ObjectNode properties = node.putObject("properties");
        properties.put("section", rule.section());
        properties.put("severity", rule.severity().name());
    }

    private static void text(ObjectNode node, String name, String text) {
        node.putObject(name).put("text", Printable.of(text));
    }

    private static void invocation(ObjectNode node, RunReport report) {
        node.put("executionSuccessful", report.problems().isEmpty());
        if (!report.problems().isEmpty() || !report.notes().isEmpty()) {
            ArrayNode notifications = node.putArray("toolExecutionNotifications");
            report.notes().forEach(note -> text(notifications.addObject().put("level", "note"), "message", note));
            report.problems().forEach(problem -> {
                ObjectNode notification = notifications.addObject().put("level", "error");
                text(notification, "message", problem.text());
                notification.putObject("descriptor").put("id", problem.kind().name());
            });
        }
        node.put("commandLine", Printable.of(report.command()));
        node.put("startTimeUtc", report.started().toString());
        ObjectNode properties = node.putObject("properties");
        report.reference().ifPresent(reference -> {
            properties.put("reference", Printable.of(reference.text()));
            reference.advice().ifPresent(advice -> properties.put("advice", advice));
        });
    }

    private static void result(ObjectNode node, RunReport report, ReportedCause reported, List<String> ids) {
        Path corpus = report.corpus();
        Blame blame = reported.cause().blame();
        node.put("ruleId", ruleId(reported));
        node.put("ruleIndex", ids.indexOf(ruleId(reported)));
        String kind = kind(blame.party(), report.failOnAllowed());
        node.put("kind", kind);
        node.put("level", kind.equals("fail") ? level(blame.severity()) : "none");
        text(node, "message", reported.sentence() + ". Octets: " + reported.octets());
        locations(node.putArray("locations"), List.of(reported.telling()), corpus);
        int variants = reported.variants().size();
        if (variants > 1) {
            locations(node.putArray("relatedLocations"), reported.variants().subList(1, variants), corpus);
        }
        node.putObject("partialFingerprints")
                .put("schismCause/v1", reported.cause().id());
        if (reported.status() == BaselineStatus.ACCEPTED) {
            ObjectNode suppression = node.putArray("suppressions").addObject().put("kind", "external");
            reported.telling()
                    .accepted()
                    .ifPresent(accepted -> suppression.put("justification", Printable.of(accepted.reason())));
        }
        ObjectNode properties = node.putObject("properties");
        properties.put("blame", blame.party().name());
        properties.put("severity", blame.severity().name());
        properties.put("variants", variants);
        properties.put("counts", Decision.counts(report, reported));
    }

    private static void locations(ArrayNode node, List<ReportedEntry> entries, Path corpus) {
        for (ReportedEntry entry : entries) {
            ObjectNode place = node.addObject().putObject("physicalLocation");
            Path scenario = corpus.resolve(entry.entry().name()).resolve("scenario.schism");
            place.putObject("artifactLocation").put("uri", uri(scenario));
            place.putObject("region").put("startLine", 1);
        }
    }

    /** Writes a path as a URI reference: relative to the working directory where the path is. */
    private static String uri(Path path) {
        if (path.isAbsolute()) {
            return path.normalize().toUri().toASCIIString();
        }
        String text = StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/", "./", ""));
        try {
            return new URI(null, null, text, null).toASCIIString().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("path must be one that a URI can hold: " + text, e);
        }
    }

    private static String kind(Blame.Party party, boolean failOnAllowed) {
        return switch (party) {
            case TARGET_WRONG, BOTH_WRONG -> "fail";
            case REFERENCE_WRONG -> "informational";
            case BOTH_ALLOWED -> failOnAllowed ? "fail" : "informational";
            case NOT_DECIDABLE -> "review";
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }
}
