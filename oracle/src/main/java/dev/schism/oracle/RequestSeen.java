// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the requests that two servers say they understood, response by response.
 *
 * @param differences one difference a kind in the order of kinds, the first one found of each
 * @param observable whether a request was compared, and every response of both sides that could have an echo had one
 */
record RequestSeen(List<FacetDifference> differences, boolean observable) {

    private static final int EXCERPT_OCTETS = 80;
    private static final Pattern ABSOLUTE_FORM = Pattern.compile("(?i)https?://[^/?]*([/?].*)?", Pattern.DOTALL);

    RequestSeen {
        differences = List.copyOf(differences);
    }

    static RequestSeen compare(SideView reference, SideView target) {
        Map<String, FacetDifference> found = new TreeMap<>();
        int compared = 0;
        int blind = 0;
        int pairs = Math.min(reference.normalized().size(), target.normalized().size());
        for (int i = 0; i < pairs; i++) {
            NormalizedResponse expected = reference.normalized().get(i);
            NormalizedResponse actual = target.normalized().get(i);
            Optional<EchoedRequest> expectedEcho = expected.echo();
            Optional<EchoedRequest> actualEcho = actual.echo();
            if (expectedEcho.isPresent() && actualEcho.isPresent()) {
                compare(expectedEcho.get(), actualEcho.get())
                        .forEach(difference -> found.putIfAbsent(difference.kind(), difference));
                compared++;
            } else if (expected.status() / 100 == 2 && actual.status() / 100 == 2) {
                blind++;
            }
        }
        return new RequestSeen(new ArrayList<>(found.values()), compared > 0 && blind == 0);
    }

    private static List<FacetDifference> compare(EchoedRequest expected, EchoedRequest actual) {
        List<FacetDifference> found = new ArrayList<>();
        add(found, "method", expected.method(), actual.method());
        add(found, "target", originForm(expected.target()), originForm(actual.target()));
        add(found, "version", expected.version(), actual.version());
        found.addAll(SeenHeaders.compare(expected.headers(), actual.headers()));
        if (!expected.body().equals(actual.body())) {
            found.add(difference("body", excerpt(expected.body()), excerpt(actual.body())));
        }
        if (!expected.trailers().isEmpty() && !actual.trailers().isEmpty()) {
            SeenHeaders.compare(expected.trailers(), actual.trailers()).stream()
                    .limit(1)
                    .forEach(trailer -> found.add(difference("trailers", trailer.reference(), trailer.target())));
        }
        return found;
    }

    private static void add(List<FacetDifference> found, String kind, String expected, String actual) {
        if (!expected.equals(actual)) {
            found.add(difference(kind, excerpt(expected), excerpt(actual)));
        }
    }

    static FacetDifference difference(String kind, String expected, String actual) {
        return new FacetDifference(Facet.REQUEST_SEEN, expected, actual, kind);
    }

    /** Reduces the absolute-form to the origin-form: a server may pass on either (RFC 9112 section 3.2). */
    private static String originForm(String target) {
        Matcher matcher = ABSOLUTE_FORM.matcher(target);
        if (!matcher.matches()) {
            return target;
        }
        String path = matcher.group(1) == null ? "" : matcher.group(1);
        return path.startsWith("/") ? path : "/" + path;
    }

    /** Writes text of a server for people; what a JSON string may hold beyond ISO-8859-1 is replaced. */
    static String excerpt(String text) {
        StringBuilder latin1 = new StringBuilder();
        text.chars().limit(EXCERPT_OCTETS + 1L).forEach(c -> latin1.append(c > 0xFF ? '?' : (char) c));
        return excerpt(Octets.latin1(latin1.toString()));
    }

    private static String excerpt(Octets octets) {
        int end = Math.min(EXCERPT_OCTETS, octets.length());
        return Escapes.escape(octets.slice(0, end)) + (end < octets.length() ? "..." : "");
    }
}
