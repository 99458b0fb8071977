// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.fuzz.SuspectShrinker.Shrinking;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.cause.Cause;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectShrinkerTest {

    private static final String LONG =
            "GET /a/b HTTP/1.1\r\nHost: a\r\nX: y\r\nY: z\r\n \tfolded\r\nA: b\r\nB: c\r\n\r\n";

    private static Shrinking shrunk(ScriptedPairs scripted, Divergence divergence) {
        Suspect suspect = new Suspect(
                1, Optional.of(divergence.scenario()), divergence.signature(), scripted.causes.look(divergence), 0);
        return new SuspectShrinker(
                        scripted.pairs,
                        ShrinkOptions.DEFAULT,
                        new Confirmation(scripted.pairs, 2),
                        scripted.causes,
                        scripted.suspects,
                        new Turn(0, false))
                .inHaste(suspect)
                .join();
    }

    private static String refusing(String sent, String wrong) {
        return sent.contains(wrong) ? ScriptedServer.BAD_REQUEST : ScriptedServer.OK;
    }

    @Test
    void goesNoFurtherThanToWhatIsKnown() {
        try (ScriptedPairs scripted = new ScriptedPairs(sent -> ScriptedServer.OK, sent -> refusing(sent, "\r\n \t"))) {
            Divergence small = scripted.difference("GET / HTTP/1.1\r\nHost: a\r\nY: z\r\n \tf\r\n\r\n");
            scripted.suspects.keep(scripted.causes.look(small), small.signature());
            int before = scripted.runner.runs.size();

            assertThat(shrunk(scripted, scripted.difference(LONG))).isInstanceOf(Shrinking.Explained.class);
            assertThat(scripted.runner.runs.size() - before).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void shrinksWhatIsNotKnown() {
        try (ScriptedPairs scripted = new ScriptedPairs(sent -> ScriptedServer.OK, sent -> refusing(sent, "\r\n \t"))) {
            assertThat(shrunk(scripted, scripted.difference(LONG)))
                    .isInstanceOfSatisfying(
                            Shrinking.Left.class,
                            left -> assertThat(ScenarioSize.of(left.divergence().scenario())
                                            .octets())
                                    .isLessThan(50));
        }
    }

    /** Without a host the URI breaks a rule; with another scheme, which is shorter, none speaks. */
    @Test
    void goesBackToWhereItSlipped() {
        try (ScriptedPairs scripted = new ScriptedPairs(sent -> refusing(sent, "://"), sent -> ScriptedServer.OK)) {
            Divergence divergence = scripted.difference("GET http://:80/ HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n");
            assertThat(rule(scripted, divergence)).isEqualTo("RL-26");

            assertThat(shrunk(scripted, divergence))
                    .isInstanceOfSatisfying(
                            Shrinking.Left.class,
                            left -> assertThat(rule(scripted, left.divergence()))
                                    .isEqualTo("RL-26"));
        }
    }

    private static String rule(ScriptedPairs scripted, Divergence divergence) {
        Cause cause = scripted.causes.look(divergence);
        return cause.rule().orElseThrow().id();
    }
}
