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
 * it whatever the status says, and a response to HEAD that announces no content where another one does.
 *
 * <p>Responses are compared as long as their status codes agree: behind that they answer other requests.
 */
final class ResponseForms {

    /** Kind of a response to HEAD with Content-Length 0 from a server that answers with content. */
    static final String EMPTY_HEAD = "empty-head";

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
            pairs++;
        }
        boolean all = pairs == reference.responses().size()
                && pairs == target.responses().size();
        compare("an interim response: ", interim(reference, pairs, all), interim(target, pairs, all));
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
