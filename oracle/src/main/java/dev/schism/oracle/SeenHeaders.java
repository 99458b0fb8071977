// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.FieldLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the end-to-end field lines of a request as two servers saw them. */
final class SeenHeaders {

    /**
     * Names that a server in front of an echo handles itself (RFC 9110 §7.6.1, and §10.1.1 for an expectation that it
     * has met), or that framing decides.
     */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "content-length");

    /** Names that a difference is called by; any other one is arbitrary and would make signatures unstable. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "content-encoding",
            "content-type",
            "cookie",
            "host",
            "range",
            "user-agent",
            "via",
            "x-forwarded-for");

    private static final String OWN_PREFIX = "schism-";

    private SeenHeaders() {}

    static List<FacetDifference> compare(List<FieldLine> reference, List<FieldLine> target) {
        Map<String, List<String>> expected = byName(reference);
        Map<String, List<String>> actual = byName(target);
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        List<FacetDifference> found = new ArrayList<>();
        for (String name : names) {
            List<String> expectedValues = expected.getOrDefault(name, List.of());
            List<String> actualValues = actual.getOrDefault(name, List.of());
            if (!expectedValues.equals(actualValues)) {
                found.add(RequestSeen.difference(
                        "header:" + (WELL_KNOWN.contains(name) ? name + "-" : "") + how(expectedValues, actualValues),
                        text(name, expectedValues),
                        text(name, actualValues)));
            }
        }
        return found;
    }

    private static String how(List<String> expected, List<String> actual) {
        if (actual.isEmpty()) {
            return "missing-on-target";
        }
        if (expected.isEmpty()) {
            return "missing-on-reference";
        }
        return String.join(", ", expected).equals(String.join(", ", actual)) ? "combined" : "value";
    }

    private static Map<String, List<String>> byName(List<FieldLine> section) {
        return section.stream()
                .filter(line -> !HOP_BY_HOP.contains(line.lowerCaseName()))
                .filter(line -> !line.lowerCaseName().startsWith(OWN_PREFIX))
                .collect(Collectors.groupingBy(
                        FieldLine::lowerCaseName,
                        TreeMap::new,
                        Collectors.mapping(line -> Tokens.trim(line.value()), Collectors.toList())));
    }

    private static String text(String name, List<String> values) {
        return values.isEmpty()
                ? "no " + RequestSeen.excerpt(name)
                : RequestSeen.excerpt(name + ": " + String.join(" | ", values));
    }
}
