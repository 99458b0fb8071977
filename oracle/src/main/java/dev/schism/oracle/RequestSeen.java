// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Escapes;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Compares the requests that two servers say they understood, response by response.
 *
 * <p>Where one side shows a request and the other does not, nothing can be said about what that one understood, unless
 * it is known to show requests, by another answer on the same connection or to the runner's sentinel: then it treats
 * this one otherwise. What is compared are the two sides. That both show the same, and not what was sent, is no
 * difference; where they differ, {@link #departure} tells which one shows what was not sent.
 *
 * @param differences one difference a kind in the order of kinds, the first one found of each
 * @param observable whether a request was compared, and every response of both sides that could have an echo had one
 */
record RequestSeen(List<FacetDifference> differences, boolean observable) {

    private static final String WITHOUT_ECHO = "echo-missing";
    private static final int EXCERPT_OCTETS = 80;

    /** Methods whose 200 need not come from whoever shows requests, or has no content to show them in. */
    private static final Set<String> OWN_ANSWER = Set.of("", "HEAD", "CONNECT", "OPTIONS", "TRACE");

    RequestSeen {
        differences = List.copyOf(differences);
    }

    static RequestSeen compare(SideView reference, SideView target) {
        Map<String, FacetDifference> found = new TreeMap<>();
        int compared = 0;
        int blind = 0;
        int pairs = pairs(reference, target);
        for (int i = 0; i < pairs; i++) {
            Optional<EchoedRequest> expected = reference.normalized().get(i).echo();
            Optional<EchoedRequest> actual = target.normalized().get(i).echo();
            if (expected.isPresent() && actual.isPresent()) {
                compare(expected.get(), actual.get())
                        .forEach(difference -> found.putIfAbsent(difference.kind(), difference));
                compared++;
            } else if (isSuccess(reference, i) && isSuccess(target, i)) {
                withoutEcho(reference, target, i)
                        .ifPresent(difference -> found.putIfAbsent(difference.kind(), difference));
                blind++;
            }
        }
        List<FacetDifference> differences = found.values().stream()
                .map(difference -> withWhatWasSent(difference, reference, target))
                .toList();
        return new RequestSeen(differences, compared > 0 && blind == 0);
    }

    private static int pairs(SideView reference, SideView target) {
        return Math.min(reference.normalized().size(), target.normalized().size());
    }

    private static boolean isSuccess(SideView side, int index) {
        return side.normalized().get(index).status() / 100 == 2;
    }

    /** Finds a side that shows no request where the other one does, although it shows others. */
    private static Optional<FacetDifference> withoutEcho(SideView reference, SideView target, int index) {
        boolean onTarget = reference.normalized().get(index).echo().isPresent();
        boolean onReference = target.normalized().get(index).echo().isPresent();
        if (onTarget == onReference
                || !isEchoDue(reference, index)
                || !isEchoDue(target, index)
                || !(onTarget ? target : reference).showsRequests()) {
            return Optional.empty();
        }
        String none = "no echo in response " + (index + 1);
        return Optional.of(difference(
                WITHOUT_ECHO + (onTarget ? "-on-target" : "-on-reference"),
                onTarget ? "echo" : none,
                onTarget ? none : "echo"));
    }

    /** Tells whether a response is one in which a server that shows requests would, and in which it can be read. */
    private static boolean isEchoDue(SideView side, int index) {
        Response response = side.responses().get(index);
        boolean coded = response.header("content-encoding").isPresent()
                || FieldLine.values(response.headers(), "transfer-encoding").stream()
                        .anyMatch(value -> !value.equalsIgnoreCase("chunked"));
        return response.status() == SideView.OK && !OWN_ANSWER.contains(side.method(index)) && !coded;
    }

    private static List<FacetDifference> compare(EchoedRequest expected, EchoedRequest actual) {
        List<FacetDifference> found = new ArrayList<>();
        for (String part : SeenParts.NAMES) {
            if (!SeenParts.same(part, expected, actual)) {
                found.add(difference(part, SeenParts.text(part, expected), SeenParts.text(part, actual)));
            }
        }
        if (!expected.version().equals(actual.version())) {
            found.add(difference("version", excerpt(expected.version()), excerpt(actual.version())));
        }
        found.addAll(SeenHeaders.compare(expected.headers(), actual.headers()));
        if (!expected.trailers().isEmpty() && !actual.trailers().isEmpty()) {
            SeenHeaders.compare(expected.trailers(), actual.trailers()).stream()
                    .limit(1)
                    .forEach(trailer -> found.add(difference("trailers", trailer.reference(), trailer.target())));
        }
        return found;
    }

    /**
     * Tells which side shows another part than was sent, in the first flawless request in which the sides differ in it.
     */
    static Departure departure(SideView reference, SideView target, String part) {
        OptionalInt index = firstDifference(reference, target, part);
        if (index.isEmpty()) {
            return Departure.UNKNOWN;
        }
        return Departure.of(
                sentWhere(part, reference, index.getAsInt()).isPresent(),
                sentWhere(part, target, index.getAsInt()).isPresent());
    }

    private static OptionalInt firstDifference(SideView reference, SideView target, String part) {
        return IntStream.range(0, pairs(reference, target))
                .filter(i -> {
                    Optional<EchoedRequest> expected =
                            reference.normalized().get(i).echo();
                    Optional<EchoedRequest> actual = target.normalized().get(i).echo();
                    return expected.isPresent()
                            && actual.isPresent()
                            && !SeenParts.same(part, expected.get(), actual.get());
                })
                .findFirst();
    }

    /** Returns what was sent where a side shows another part of a flawless request. */
    private static Optional<EchoedRequest> sentWhere(String part, SideView side, int index) {
        EchoedRequest echo = side.normalized().get(index).echo().orElseThrow();
        return SentRequest.flawless(side.observation()).stream()
                .skip(index)
                .findFirst()
                .filter(sent -> sent.isShownOtherwise(part, echo))
                .map(SentRequest::whole);
    }

    private static FacetDifference withWhatWasSent(FacetDifference difference, SideView reference, SideView target) {
        String part = difference.kind();
        OptionalInt index =
                SeenParts.NAMES.contains(part) ? firstDifference(reference, target, part) : OptionalInt.empty();
        if (index.isEmpty()) {
            return difference;
        }
        return difference(
                part,
                difference.reference() + whatWasSent(part, reference, index.getAsInt()),
                difference.target() + whatWasSent(part, target, index.getAsInt()));
    }

    private static String whatWasSent(String part, SideView side, int index) {
        return sentWhere(part, side, index)
                .map(sent -> " (sent: " + SeenParts.text(part, sent) + ")")
                .orElse("");
    }

    static FacetDifference difference(String kind, String expected, String actual) {
        return new FacetDifference(Facet.REQUEST_SEEN, expected, actual, kind);
    }

    /** Writes text of a server for people; what a JSON string may hold beyond ISO-8859-1 is replaced. */
    static String excerpt(String text) {
        StringBuilder latin1 = new StringBuilder();
        text.chars().limit(EXCERPT_OCTETS + 1L).forEach(c -> latin1.append(c > 0xFF ? '?' : (char) c));
        return excerpt(Octets.latin1(latin1.toString()));
    }

    static String excerpt(Octets octets) {
        int end = Math.min(EXCERPT_OCTETS, octets.length());
        return Escapes.escape(octets.slice(0, end)) + (end < octets.length() ? "..." : "");
    }
}
