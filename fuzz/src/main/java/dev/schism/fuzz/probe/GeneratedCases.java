// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.fuzz.probe.ProbeCase.Kind;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cases about limits, whose files nobody could review. */
final class GeneratedCases {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String HOST = "Host: {host}:{port}\r\n";
    private static final String GET = "GET /{token} HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = "POST /{token} HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    /** Octets of a request line around its target. */
    private static final int AROUND_TARGET = "GET  HTTP/1.1".length();

    private GeneratedCases() {}

    static List<ProbeCase> cases() {
        return Stream.of(requestLines(), lengths(), fields(), chunks(), extensions(), trailers(), unread())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ProbeCase> requestLines() {
        return List.of(
                make(
                        "RL-07",
                        Kind.BOUNDARY,
                        "six-thousand",
                        "A method of 6000 letters.",
                        "A".repeat(6000) + GET.substring(3) + "\r\n"),
                make("RL-08", Kind.CANONICAL, "sixty-thousand", "A target of 60000 octets.", target(60_000)),
                make("RL-08", Kind.BOUNDARY, "nine-thousand", "A target of 9000 octets.", target(9000)),
                make("RL-08", Kind.BOUNDARY, "query", "A query of 30000 octets.", get("/?" + "q".repeat(30_000))),
                make("RL-08", Kind.INNOCENT, "seven-thousand", "A target of 7000 octets.", target(7000)));
    }

    private static List<ProbeCase> lengths() {
        return List.of(
                make(
                        "RL-09",
                        Kind.CANONICAL,
                        "four-thousand",
                        "A request line of 4000 octets.",
                        target(4000 - AROUND_TARGET)),
                make(
                        "RL-09",
                        Kind.BOUNDARY,
                        "eight-thousand",
                        "A request line of exactly 8000 octets.",
                        target(8000 - AROUND_TARGET)),
                make(
                        "RL-09",
                        Kind.BOUNDARY,
                        "one-thousand",
                        "A request line of exactly 1000 octets.",
                        target(1000 - AROUND_TARGET)),
                make("RL-09", Kind.INNOCENT, "below", "A request line of 999 octets.", target(999 - AROUND_TARGET)));
    }

    private static List<ProbeCase> fields() {
        return List.of(
                make(
                        "HF-11",
                        Kind.CANONICAL,
                        "long-value",
                        "A field value of 100000 octets.",
                        fields("X-A: " + "v".repeat(100_000) + "\r\n")),
                make(
                        "HF-11",
                        Kind.BOUNDARY,
                        "long-name",
                        "A field name of 20000 octets.",
                        fields("X-" + "n".repeat(20_000) + ": b\r\n")),
                make(
                        "HF-11",
                        Kind.BOUNDARY,
                        "many-lines",
                        "Five thousand field lines.",
                        fields("X-A: b\r\n".repeat(5000))),
                make(
                        "HF-11",
                        Kind.INNOCENT,
                        "four-thousand",
                        "A field value of 4000 octets.",
                        fields("X-A: " + "v".repeat(4000) + "\r\n")));
    }

    private static List<ProbeCase> chunks() {
        return List.of(make(
                "CH-12",
                Kind.BOUNDARY,
                "many-chunks",
                "Chunks of one octet, 10001 of them.",
                CHUNKED + "1\r\na\r\n".repeat(10_001) + "0\r\n\r\n"));
    }

    private static List<ProbeCase> extensions() {
        return List.of(
                make(
                        "CE-05",
                        Kind.CANONICAL,
                        "one-chunk",
                        "An extension of 70000 octets.",
                        CHUNKED + "5;a=" + "b".repeat(70_000) + "\r\nhello\r\n0\r\n\r\n"),
                make(
                        "CE-05",
                        Kind.BOUNDARY,
                        "many-chunks",
                        "A thousand chunks with an extension of 70 octets each.",
                        CHUNKED + ("1;a=" + "b".repeat(67) + "\r\nx\r\n").repeat(1000) + "0\r\n\r\n"),
                make(
                        "CE-05",
                        Kind.BOUNDARY,
                        "last-chunk",
                        "An extension of 70000 octets on the last chunk.",
                        CHUNKED + "5\r\nhello\r\n0;a=" + "b".repeat(70_000) + "\r\n\r\n"),
                make(
                        "CE-05",
                        Kind.INNOCENT,
                        "one-thousand",
                        "An extension of 1000 octets.",
                        CHUNKED + "5;a=" + "b".repeat(1000) + "\r\nhello\r\n0\r\n\r\n"));
    }

    private static List<ProbeCase> trailers() {
        return List.of(
                make(
                        "TR-05",
                        Kind.CANONICAL,
                        "one-field",
                        "A trailer field of 70000 octets.",
                        trailers("X-T: " + "v".repeat(70_000) + "\r\n")),
                make(
                        "TR-05",
                        Kind.BOUNDARY,
                        "nine-thousand",
                        "A trailer field of 9000 octets.",
                        trailers("X-T: " + "v".repeat(9000) + "\r\n")),
                make(
                        "TR-05",
                        Kind.BOUNDARY,
                        "many-fields",
                        "Five thousand trailer fields.",
                        trailers("X-T: v\r\n".repeat(5000))),
                make(
                        "TR-05",
                        Kind.INNOCENT,
                        "one-thousand",
                        "A trailer field of 1000 octets.",
                        trailers("X-T: " + "v".repeat(1000) + "\r\n")));
    }

    private static List<ProbeCase> unread() {
        return List.of(make(
                "KA-13",
                Kind.BOUNDARY,
                "much-unread",
                "A request to refuse, and 200000 octets that nobody reads.",
                GET + "Content-Length: x\r\n\r\n" + "u".repeat(200_000)));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private static String target(int octets) {
        return get("/" + "t".repeat(octets - 1));
    }

    private static String fields(String lines) {
        return GET + lines + "\r\n";
    }

    private static String trailers(String lines) {
        return CHUNKED + "5\r\nhello\r\n0\r\n" + lines + "\r\n";
    }

    private static ProbeCase make(String rule, Kind kind, String slug, String note, String octets) {
        Scenario scenario = new Scenario(
                rule.toLowerCase(Locale.ROOT) + "-" + slug,
                List.of(rule, kind.tag(), ProbeCase.FOLLOW_UP),
                List.of(new Step.SendBytes(Payload.template(octets), Pacing.WHOLE), new Step.AwaitResponse(TIMEOUT)));
        return ProbeCase.of(scenario, note);
    }
}
