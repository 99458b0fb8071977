// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.FieldLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names the kinds of difference between two sides in the fixed order of signatures. */
final class DifferenceKinds {

    /** Most kinds that one signature names; a server that sends more differing names than that says nothing more. */
    private static final int MAX_KINDS = 24;

    /** A name with other characters, or longer, may be different in each run. */
    private static final Pattern STABLE_NAME = Pattern.compile("[a-z-]{1,40}");

    private DifferenceKinds() {}

    static List<String> of(Category category, SideOutcome reference, SideOutcome target, FacetComparison facets) {
        Set<String> kinds = new LinkedHashSet<>(ofCategory(category, reference, target));
        for (FacetDifference difference : facets.differences()) {
            if (isNamed(difference, category, reference, target)) {
                kinds.add(difference.facet().spell(difference.kind()));
            }
        }
        return kinds.stream().limit(MAX_KINDS).toList();
    }

    private static List<String> ofCategory(Category category, SideOutcome reference, SideOutcome target) {
        String labels = reference.label() + "-" + target.label();
        return switch (category) {
            case OK, BOTH_REJECTED -> List.of();
            case STATUS_DIFFER -> List.of("status:" + labels);
            case BODY_DIFFER -> List.of("body");
            case HEADER_DIFFER -> headers(reference, target);
            case TARGET_TRANSPORT_FAIL, REFERENCE_TRANSPORT_FAIL -> List.of("failure:" + labels);
            case TARGET_TIMEOUT, REFERENCE_TIMEOUT -> List.of("timeout:" + labels);
        };
    }

    private static List<String> headers(SideOutcome reference, SideOutcome target) {
        if (!(reference instanceof SideOutcome.Answered expected) || !(target instanceof SideOutcome.Answered actual)) {
            throw new AssertionError("headers differ between responses only: " + reference + ", " + target);
        }
        Map<String, List<FieldLine>> expectedLines = byName(expected.response().comparableHeaders(actual.response()));
        Map<String, List<FieldLine>> actualLines = byName(actual.response().comparableHeaders(expected.response()));
        Set<String> names = new TreeSet<>(expectedLines.keySet());
        names.addAll(actualLines.keySet());
        Set<String> kinds = new TreeSet<>();
        for (String name : names) {
            if (!expectedLines.getOrDefault(name, List.of()).equals(actualLines.getOrDefault(name, List.of()))) {
                kinds.add("header:" + (STABLE_NAME.matcher(name).matches() ? name : "other"));
            }
        }
        return new ArrayList<>(kinds);
    }

    private static Map<String, List<FieldLine>> byName(List<FieldLine> lines) {
        return lines.stream().collect(Collectors.groupingBy(FieldLine::name, TreeMap::new, Collectors.toList()));
    }

    /** Leaves out what another kind says already, and what makes no divergence. */
    private static boolean isNamed(
            FacetDifference difference, Category category, SideOutcome reference, SideOutcome target) {
        return switch (difference.facet()) {
            case RESPONSE_COUNT, INTERIM_RESPONSES -> false;
            case STATUS_SEQUENCE -> category.isAccepted() || reference.label().equals(target.label());
            case CONNECTION_END, LEFTOVER, RESPONSE_FORM, REQUEST_SEEN -> true;
        };
    }
}
