// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {

    static Stream<TraitExample> examples() {
        return Stream.of(
                        TraitExample.requestLines(),
                        TraitExample.fields(),
                        TraitExample.framings(),
                        TraitExample.chunks())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void tellsTheUnusualFromItsNeighbour(TraitExample example) {
        assertThat(Traits.of(Octets.latin1(example.unusual()))).contains(example.trait());
        assertThat(Traits.of(Octets.latin1(example.usual()))).doesNotContain(example.trait());
    }

    @Test
    void everyTraitHasAnExample() {
        assertThat(examples().map(TraitExample::trait)).contains(Trait.values());
    }

    @Test
    void keysAreUniqueAndFitSignatures() {
        List<String> keys = Arrays.stream(Trait.values()).map(Trait::key).toList();

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[a-z0-9.-]+"));
    }

    @Test
    void plainRequestsHaveNone() {
        assertThat(Traits.of(Octets.latin1(TraitExample.PLAIN))).isEmpty();
        assertThat(Traits.of(Octets.latin1("POST /a?b=c HTTP/1.1\r\nHost: a.b:80\r\nContent-Length: 3\r\n\r\n\0\1\2")))
                .isEmpty();
        assertThat(Traits.of(Octets.EMPTY)).isEmpty();
    }

    @Test
    void contentIsNoPartOfTheHead() {
        String chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(Traits.of(Octets.latin1(chunked + "4\r\n\0\r\n\u00FF\r\n0\r\n\r\n")))
                .isEmpty();
    }

    @Test
    void halfALineTellsOnlyThatItIsHalf() {
        for (String half : List.of("a", "GET", "GET /", "GET / HTT", "GET / HTTP/1.")) {
            assertThat(Traits.of(Octets.latin1(half))).containsExactly(Trait.TRUNCATED);
        }
    }

    @Test
    void whitespaceBeforeAWholeLineIsNoEmptyMethod() {
        assertThat(Traits.of(Octets.latin1(" GET / HTTP/1.1\r\nHost: a\r\n\r\n")))
                .containsExactly(Trait.REQUEST_LINE_SPACES);
    }

    @Test
    void oneOddOctetTellsOneThing() {
        Set<Trait> found = Traits.of(Octets.latin1("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"));

        assertThat(found).contains(Trait.EXTRA_CR);
        assertThat(found.stream().filter(trait -> !trait.isImpliedBy(found))).containsExactly(Trait.EXTRA_CR);
        assertThat(Trait.CONTROL_OCTET.isImpliedBy(Set.of(Trait.CONTROL_OCTET, Trait.REQUEST_LINE_SPACES)))
                .isTrue();
    }

    @Test
    void namesStandInTheirFixedOrder() {
        Scenario scenario = sending("get / HTTP/1.0\nX : 1\r\n\r\n");

        assertThat(Traits.names(scenario))
                .containsExactly("method-lower", "version-1.0", "space-before-colon", "bare-lf");
    }

    @Test
    void placeholdersAreFilled() {
        assertThat(Traits.of(sending("GET /{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n")))
                .isEmpty();
    }

    @Test
    void segmentsAndPausesMakeOneStream() {
        Scenario whole = sending("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab");
        Scenario split = new Scenario(
                "split",
                List.of(),
                List.of(
                        send("POST / HTTP/1.1\r", Pacing.octetwise(Duration.ofMillis(1))),
                        new Step.Pause(Duration.ofSeconds(1)),
                        send("\nHost: a\r\nContent-Length: 2\r\n\r\na", Pacing.WHOLE),
                        send("b", Pacing.WHOLE)));

        assertThat(Traits.of(split)).isEqualTo(Traits.of(whole)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%s HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: %s\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: %s\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n",
                "%s",
            })
    void lengthIsNoObstacle(String template) {
        for (String part : List.of("a", "a,", "0", "%20", "/../", " ", "\n ", "GET ", "1\r\n1\r\n", "\r\n")) {
            String sent = template.formatted(part.repeat(60_000));

            assertThat(Traits.of(Octets.latin1(sent))).isNotEmpty();
        }
    }

    @Test
    void lostFramingDoesNotJudgeContent() {
        Set<Trait> found = Traits.of(Octets.latin1(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\n junk \0\n\n" + TraitExample.PLAIN));

        assertThat(found).containsExactly(Trait.CL_LIST, Trait.CL_CONFLICT, Trait.PIPELINED);
    }

    static Scenario sending(String template) {
        return new Scenario("sending", List.of(), List.of(send(template, Pacing.WHOLE)));
    }

    private static Step send(String template, Pacing pacing) {
        return new Step.SendBytes(Payload.template(template), pacing);
    }
}
