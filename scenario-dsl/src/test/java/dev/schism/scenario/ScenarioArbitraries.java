// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.scenario.Match.Condition;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary scenarios: every step, every match condition, every octet. */
final class ScenarioArbitraries {

    private ScenarioArbitraries() {}

    static Arbitrary<Scenario> scenarios() {
        Arbitrary<List<Step>> ends = Arbitraries.of(List.of(), List.of(new Step.Reset()), List.of(new Step.Close()));
        return Combinators.combine(
                        names(), names().list().ofMaxSize(3), steps().list().ofMaxSize(6), ends)
                .as((name, tags, steps, end) -> {
                    List<Step> all = new ArrayList<>(steps);
                    all.addAll(end);
                    return new Scenario(name, tags, all);
                });
    }

    static Arbitrary<String> names() {
        Arbitrary<String> first =
                Arbitraries.strings().alpha().numeric().withChars('_').ofLength(1);
        Arbitrary<String> rest =
                Arbitraries.strings().alpha().numeric().withChars("._-").ofMaxLength(Scenario.MAX_NAME - 1);
        return Combinators.combine(first, rest).as(String::concat);
    }

    /** Steps that others may follow. */
    static Arbitrary<Step> steps() {
        return Arbitraries.oneOf(
                sends(),
                durations(0).map(Step.Pause::new),
                durations(1).map(Step.AwaitResponse::new),
                Combinators.combine(matches(), durations(1)).as(Step.WaitForResponse::new),
                Combinators.combine(matches(), durations(1)).as(Step.ExpectResponse::new),
                Arbitraries.just(new Step.HalfClose()));
    }

    private static Arbitrary<Step> sends() {
        return Combinators.combine(payloads().filter(payload -> !payload.isEmpty()), pacings())
                .as(Step.SendBytes::new);
    }

    static Arbitrary<Payload> payloads() {
        Arbitrary<Payload.Part> literals = octets().map(Payload.Part.Literal::new);
        Arbitrary<Payload.Part> holes = Arbitraries.of(Placeholder.values()).map(Payload.Part.Filled::new);
        return Arbitraries.oneOf(literals, holes).list().ofMaxSize(8).map(Payload::new);
    }

    /** Any octets, and texts of what the formats give a meaning to. */
    static Arbitrary<Octets> octets() {
        Arbitrary<Octets> any =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Octets::of);
        Arbitrary<Octets> tricky = Arbitraries.of(
                        "{host}",
                        "{port}",
                        "{token}",
                        "{",
                        "}",
                        "host}",
                        "\\",
                        "\"",
                        "\\x7b",
                        " ",
                        "\r\n",
                        "\n",
                        "|",
                        "| ",
                        "#",
                        "\t",
                        "\0",
                        "é",
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
                .list()
                .ofMaxSize(12)
                .map(words -> Octets.latin1(String.join("", words)));
        return Arbitraries.oneOf(any, tricky);
    }

    private static Arbitrary<Pacing> pacings() {
        return Arbitraries.oneOf(
                Arbitraries.just(Pacing.WHOLE),
                Combinators.combine(Arbitraries.integers().greaterOrEqual(1), durations(0))
                        .as(Pacing::new));
    }

    static Arbitrary<Duration> durations(long atLeastNanos) {
        long most = Step.MAX_DURATION.toNanos();
        return Arbitraries.oneOf(
                Arbitraries.longs().between(atLeastNanos, most).map(Duration::ofNanos),
                Arbitraries.longs().between(atLeastNanos, 3_600_000).map(Duration::ofMillis),
                Arbitraries.longs().between(atLeastNanos, 60).map(Duration::ofMinutes));
    }

    static Arbitrary<Match> matches() {
        return conditions().list().ofMaxSize(4).map(Match::new);
    }

    private static Arbitrary<Condition> conditions() {
        Arbitrary<String> texts = octets().map(Octets::toLatin1);
        Arbitrary<String> fieldNames = texts.map(text -> text.replace(":", "")).filter(text -> !text.isEmpty());
        return Arbitraries.oneOf(
                Arbitraries.integers().between(100, 999).map(Condition.Status::new),
                Arbitraries.integers().between(1, 9).map(Condition.StatusClass::new),
                texts.map(Condition.Reason::new),
                texts.map(Condition.Version::new),
                Combinators.combine(fieldNames, texts.optional()).as(Condition.Header::new),
                fieldNames.map(Condition.HeaderAbsent::new),
                octets().map(Condition.BodyContains::new));
    }
}
