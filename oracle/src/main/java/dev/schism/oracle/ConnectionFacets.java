// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Escapes;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares what can be seen of a connection without an echo. */
final class ConnectionFacets {

    private static final int EXCERPT_OCTETS = 64;
    private static final int EXCERPT_STATUSES = 32;
    private static final String NONE = "none";

    private ConnectionFacets() {}

    static List<FacetDifference> compare(SideView reference, SideView target) {
        List<FacetDifference> differences = new ArrayList<>();
        count(reference, target).ifPresent(differences::add);
        statuses(reference, target).ifPresent(differences::add);
        end(reference, target).ifPresent(differences::add);
        leftover(reference, target).ifPresent(differences::add);
        return differences;
    }

    static List<FacetDifference> interim(SideView reference, SideView target) {
        return sequence(Facet.INTERIM_RESPONSES, statuses(reference.interim()), statuses(target.interim())).stream()
                .toList();
    }

    private static Optional<FacetDifference> count(SideView reference, SideView target) {
        String expected = Integer.toString(reference.responses().size());
        String actual = Integer.toString(target.responses().size());
        return difference(Facet.RESPONSE_COUNT, expected, actual, expected + "-" + actual);
    }

    private static Optional<FacetDifference> statuses(SideView reference, SideView target) {
        return sequence(Facet.STATUS_SEQUENCE, statuses(reference), statuses(target));
    }

    private static Optional<FacetDifference> sequence(Facet facet, List<String> expected, List<String> actual) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(new FacetDifference(
                        facet, excerpt(expected), excerpt(actual), firstDifference(expected, actual)));
    }

    private static Optional<FacetDifference> end(SideView reference, SideView target) {
        if (isUnknown(reference.observation()) || isUnknown(target.observation())) {
            return Optional.empty();
        }
        if (reference.isEndOfTheKernel() && target.isEndOfTheKernel()) {
            return Optional.empty();
        }
        String expected = endOf(reference).name();
        String actual = endOf(target).name();
        String kind = (expected + "-" + actual).toLowerCase(Locale.ROOT);
        return difference(Facet.CONNECTION_END, expected, actual, kind);
    }

    /** What failed below HTTP, such as TLS, tells nothing of how the server would have ended the connection. */
    private static boolean isUnknown(Observation observation) {
        return !observation.connected() || observation.endBeforeProbe() == ConnectionEnd.FAILED;
    }

    /** A reset behind a rejection is a close: which of the two there is, is a race in the kernel. */
    private static ConnectionEnd endOf(SideView side) {
        return side.isEndOfTheKernel() && !side.responses().isEmpty()
                ? ConnectionEnd.FIN
                : side.observation().endBeforeProbe();
    }

    private static Optional<FacetDifference> leftover(SideView reference, SideView target) {
        Octets expected = reference.leftover();
        Octets actual = target.leftover();
        if (expected.equals(actual)) {
            return Optional.empty();
        }
        String kind = (expected.isEmpty() ? NONE : "some") + "-" + (actual.isEmpty() ? NONE : "some");
        return Optional.of(new FacetDifference(Facet.LEFTOVER, excerpt(expected), excerpt(actual), kind));
    }

    private static Optional<FacetDifference> difference(Facet facet, String expected, String actual, String kind) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(new FacetDifference(facet, expected, actual, kind));
    }

    /** Returns the status codes in order; that of a response that was cut has a mark. */
    private static List<String> statuses(SideView side) {
        List<String> statuses = new ArrayList<>(statuses(side.responses()));
        side.cut().ifPresent(response -> statuses.add(response.status() + "cut"));
        return statuses;
    }

    private static List<String> statuses(List<Response> responses) {
        return responses.stream()
                .map(response -> Integer.toString(response.status()))
                .toList();
    }

    /** Names the first position that differs: what follows it is consequence, and its number of no interest. */
    private static String firstDifference(List<String> expected, List<String> actual) {
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        return (at < expected.size() ? expected.get(at) : NONE) + "-" + (at < actual.size() ? actual.get(at) : NONE);
    }

    private static String excerpt(List<String> statuses) {
        String shown = String.join(" ", statuses.subList(0, Math.min(EXCERPT_STATUSES, statuses.size())));
        return statuses.size() > EXCERPT_STATUSES ? shown + " ... (%d in all)".formatted(statuses.size()) : shown;
    }

    private static String excerpt(Octets octets) {
        int end = Math.min(EXCERPT_OCTETS, octets.length());
        String more = end < octets.length() ? "... (%d octets)".formatted(octets.length()) : "";
        return Escapes.escape(octets.slice(0, end)) + more;
    }
}
