// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Rule;
import dev.schism.scenario.ScenarioText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The hand-chosen scenarios, at least three for each rule that a client can trigger. Immutable and thread-safe. */
public final class Catalogue {

    /** Directory of the scenarios, relative to this package. */
    static final String DIRECTORY = "catalogue/";

    /** The list of their files, one a line. */
    static final String INDEX = "index.txt";

    private final List<ProbeCase> cases;

    private Catalogue(List<ProbeCase> cases) {
        this.cases = List.copyOf(cases);
    }

    /** Reads the whole catalogue: the files, and the few that are too large to be files. */
    public static Catalogue load() {
        List<ProbeCase> cases = new ArrayList<>();
        text(INDEX).lines().map(Catalogue::read).forEach(cases::add);
        cases.addAll(GeneratedCases.cases());
        return new Catalogue(cases);
    }

    /** Returns all cases in the order of their names within each class. */
    public List<ProbeCase> cases() {
        return cases;
    }

    /** Returns the cases that exercise one of these rules. */
    public List<ProbeCase> select(Collection<Rule> rules) {
        Set<Rule> wanted = Set.copyOf(rules);
        return cases.stream()
                .filter(one -> one.rules().stream().anyMatch(wanted::contains))
                .toList();
    }

    private static ProbeCase read(String file) {
        String text = text(file);
        try {
            return ProbeCase.of(ScenarioText.read(text), note(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the first comment without its mark. */
    private static String note(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElse("");
    }

    /** Reads a file of the catalogue. */
    static String text(String file) {
        try (InputStream in = Catalogue.class.getResourceAsStream(DIRECTORY + file)) {
            if (in == null) {
                throw new IllegalStateException("catalogue must contain " + file + ": missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
