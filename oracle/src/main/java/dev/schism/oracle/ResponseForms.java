// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Anomaly;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the form of responses: what departs from grammar and framing on one side only, because a recipient acts upon
 * it whatever the status says; a response to HEAD that announces no content where another one does; and what a client
 * of HTTP/1.0 cannot read.
 *
 * <p>Responses are compared as long as their status codes agree: behind that they answer other requests.
 */
final class ResponseForms {

    /** Kind of a response to HEAD with Content-Length 0 from a server that answers with content. */
    static final String EMPTY_HEAD = "empty-head";

    /** Kind of a response with a transfer coding to a client that knows none (RFC 9112 §6.1). */
    static final String CODING_FOR_HTTP10 = "coding-for-http10";

    /** Kind of an interim response to a client that knows none (RFC 9110 §15.2). */
    static final String INTERIM_FOR_HTTP10 = "interim-for-http10";

    /** What other facets tell: responses without a status line, and those that are not whole. */
    private static final Set<Anomaly.Kind> TOLD_ELSEWHERE =
            EnumSet.of(Anomaly.Kind.NO_STATUS_LINE, Anomaly.Kind.TRUNCATED, Anomaly.Kind.HEAD_TOO_LARGE);

    private static final String NONE = "none";
    private static final String LENGTH = "content-length";

    private final SideView reference;
    private final SideView target;
    private final Map<String, FacetDifference> found = new TreeMap<>();

    private ResponseForms(SideView reference, SideView target) {
        this.reference = reference;
        this.target = target;
    }

    /** Returns one difference a kind in the order of kinds, the first one found of each. */
    static List<FacetDifference> compare(SideView reference, SideView target) {
        ResponseForms forms = new ResponseForms(reference, target);
        forms.compare();
        return new ArrayList<>(forms.found.values());
    }

    private void compare() {
        int pairs = 0;
        int most = Math.min(reference.responses().size(), target.responses().size());
        while (pairs < most && status(reference, pairs) == status(target, pairs)) {
            String where = "response %d: ".formatted(pairs + 1);
            compare(
                    where,
                    List.of(reference.responses().get(pairs)),
                    List.of(target.responses().get(pairs)));
            compareHead(pairs, where);
            compareCoding(pairs, where);
            pairs++;
        }
        boolean all = pairs == reference.responses().size()
                && pairs == target.responses().size();
        compareInterim(interim(reference, pairs, all), interim(target, pairs, all));
    }

    private static int status(SideView side, int index) {
        return side.responses().get(index).status();
    }

    /** Returns the interim responses in front of so many final ones, or all of them. */
    private static List<Response> interim(SideView side, int finals, boolean all) {
        if (all) {
            return side.interim();
        }
        int end = finals == 0 ? 0 : side.responses().get(finals - 1).start();
        return side.interim().stream()
                .filter(response -> response.start() < end)
                .toList();
    }

    private void compare(String where, Collection<Response> expected, Collection<Response> actual) {
        Map<Anomaly.Kind, String> there = anomalies(expected);
        Map<Anomaly.Kind, String> here = anomalies(actual);
        for (Anomaly.Kind kind : Anomaly.Kind.values()) {
            if (there.containsKey(kind) != here.containsKey(kind)) {
                String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
                boolean onTarget = here.containsKey(kind);
                add(name, onTarget, where + (onTarget ? here : there).get(kind));
            }
        }
    }

    private static Map<Anomaly.Kind, String> anomalies(Collection<Response> responses) {
        Map<Anomaly.Kind, String> anomalies = new EnumMap<>(Anomaly.Kind.class);
        responses.stream()
                .flatMap(response -> response.anomalies().stream())
                .filter(anomaly -> !TOLD_ELSEWHERE.contains(anomaly.kind()))
                .forEach(anomaly -> anomalies.putIfAbsent(anomaly.kind(), anomaly.kind() + ": " + anomaly.detail()));
        return anomalies;
    }

    /**
     * Compares what HEAD is told: a server may leave out the length (RFC 9110 §9.3.2), but none that shows requests by
     * content has nothing to show. Of a server that was not seen to, nobody knows what GET gets.
     */
    private void compareHead(int index, String where) {
        boolean expected = isEmptyHead(reference, index);
        boolean actual = isEmptyHead(target, index);
        SideView empty = actual ? target : reference;
        if (expected != actual && empty.showsRequests()) {
            add(EMPTY_HEAD, actual, where + "Content-Length: 0 in answer to HEAD");
        }
    }

    /** Compares whether a client of HTTP/1.0 gets a coding that it cannot undo. */
    private void compareCoding(int index, String where) {
        boolean expected = isCoded(reference, index);
        boolean actual = isCoded(target, index);
        if (expected != actual && (actual ? target : reference).isToHttp10(index)) {
            add(CODING_FOR_HTTP10, actual, where + "Transfer-Encoding in answer to HTTP/1.0");
        }
    }

    private static boolean isCoded(SideView side, int index) {
        return side.responses().get(index).header("transfer-encoding").isPresent();
    }

    private void compareInterim(List<Response> expected, List<Response> actual) {
        compare("an interim response: ", expected, actual);
        boolean there = isToHttp10(reference, expected);
        boolean here = isToHttp10(target, actual);
        if (there != here) {
            add(INTERIM_FOR_HTTP10, here, "an interim response to HTTP/1.0");
        }
    }

    private static boolean isToHttp10(SideView side, List<Response> interim) {
        return interim.stream()
                .map(response -> side.responses().stream()
                        .filter(other -> other.start() < response.start())
                        .count())
                .anyMatch(before -> side.isToHttp10(before.intValue()));
    }

    private static boolean isEmptyHead(SideView side, int index) {
        Response response = side.responses().get(index);
        List<String> lengths = FieldLine.values(response.headers(), LENGTH);
        return side.method(index).equals("HEAD")
                && response.status() == SideView.OK
                && !lengths.isEmpty()
                && lengths.stream().allMatch(length -> length.matches("0+"));
    }

    private void add(String kind, boolean onTarget, String shown) {
        String full = kind + (onTarget ? "-on-target" : "-on-reference");
        found.putIfAbsent(
                full, new FacetDifference(Facet.RESPONSE_FORM, onTarget ? NONE : shown, onTarget ? shown : NONE, full));
    }
}
