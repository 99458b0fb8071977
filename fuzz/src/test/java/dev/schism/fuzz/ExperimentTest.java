// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Divergence;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final String NOT_IMPLEMENTED = ScriptedServer.BAD_REQUEST.replace("400 Bad Request", "501 No");
    private static final String TAB = "Transfer-Encoding:\tchunked\r\n";

    @Test
    void aRefusalForAnotherReasonHidesThatASideAccepts() {
        List<Divergence> simpler = simpler(
                "POST / HTTP/1.1\r\nHost: a\r\n" + TAB + "\r\nx\r\n",
                sent -> sent.contains(TAB) ? NOT_IMPLEMENTED : refusing(sent, "\nx"),
                sent -> refusing(sent, "\nx"));

        assertThat(simpler)
                .singleElement()
                .extracting(one -> one.signature().traits())
                .isEqualTo(List.of("tab-around-value"));
    }

    @Test
    void bothReasonsOfTwoRefusalsAreLookedAt() {
        List<Divergence> simpler = simpler(
                "POST / HTTP/1.1\r\nHost: a\r\n" + TAB + "\r\n0;=\r\n\r\n",
                sent -> sent.contains(TAB) ? NOT_IMPLEMENTED : ScriptedServer.OK,
                sent -> refusing(sent, ";"));

        assertThat(simpler)
                .extracting(one -> one.signature().traits())
                .containsExactlyInAnyOrder(
                        List.of("tab-around-value"), List.of("chunk-extension", "chunk-extension-invalid"));
    }

    @Test
    void waitingForTheRestHidesThatASideAccepts() {
        List<Divergence> simpler = simpler(
                "GET / HTTP/1.1\r\nHost: a b\r\n",
                sent -> sent.contains("Host: a b") ? ScriptedServer.BAD_REQUEST : waiting(sent),
                ExperimentTest::waiting);

        assertThat(simpler)
                .singleElement()
                .extracting(one -> one.signature().traits())
                .isEqualTo(List.of("host-invalid"));
    }

    @Test
    void headOnlyChangesHowAnAnswerIsRead() {
        List<Divergence> simpler = simpler(
                "HEAD /\r\n",
                sent -> sent.contains("HTTP/") ? ScriptedServer.OK : sent.startsWith("HEAD") ? "HTTP/1.1 2" : "ok",
                sent -> sent.contains("HTTP/") ? ScriptedServer.OK : ScriptedServer.BAD_REQUEST);

        assertThat(simpler)
                .singleElement()
                .extracting(one -> one.signature().traits())
                .isEqualTo(List.of("version-missing"));
    }

    @Test
    void whatItTakesStandsForItself() {
        assertThat(simpler(
                        "POST / HTTP/1.1\r\nHost: a\r\n" + TAB + "\r\n0\r\n\r\n",
                        sent -> sent.contains(TAB) ? NOT_IMPLEMENTED : ScriptedServer.OK,
                        sent -> ScriptedServer.OK))
                .isEmpty();
    }

    @Test
    void eachOfTwoReasonsIsEnough() {
        List<Divergence> simpler = simpler(
                "GET / http/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
                sent -> sent.contains("http/") || sent.contains("\0") ? ScriptedServer.BAD_REQUEST : ScriptedServer.OK,
                sent -> ScriptedServer.OK);

        assertThat(simpler)
                .singleElement()
                .satisfies(one -> assertThat(one.signature().traits()).hasSize(1));
    }

    @Test
    void whatElseDiffersStandsApart() {
        List<Divergence> simpler = simpler(
                "POST p://c HTTP/1.1\r\nHost: a\r\n" + TAB + "\r\n0\r\n\r\n",
                sent -> sent.contains(TAB) ? NOT_IMPLEMENTED : ScriptedServer.OK,
                sent -> sent.contains("p:") && !sent.contains(TAB) ? ScriptedServer.OK + "more" : ScriptedServer.OK);

        assertThat(simpler)
                .extracting(one -> one.signature().traits())
                .containsExactly(List.of("tab-around-value"), List.of("target-absolute"));
    }

    private static String waiting(String sent) {
        return sent.endsWith("\r\n\r\n") ? ScriptedServer.OK : ScriptedServer.SILENT;
    }

    private static String refusing(String sent, String wrong) {
        return sent.contains(wrong) ? ScriptedServer.BAD_REQUEST : ScriptedServer.OK;
    }

    private static List<Divergence> simpler(
            String octets, UnaryOperator<String> reference, UnaryOperator<String> target) {
        try (ScriptedPairs scripted = new ScriptedPairs(reference, target)) {
            Divergence divergence = scripted.difference(octets);
            return new Experiment(scripted.pairs, scripted.causes)
                    .on(divergence, scripted.causes.look(divergence), new Turn(0, false))
                    .join()
                    .simpler();
        }
    }
}
