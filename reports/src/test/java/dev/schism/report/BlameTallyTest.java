// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Blame.Party;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlameTallyTest {

    @Test
    void countsWhatIsDecided() {
        BlameTally tally =
                new BlameTally(Map.of(Party.TARGET_WRONG, 2L, Party.BOTH_ALLOWED, 1L, Party.NOT_DECIDABLE, 1L));

        assertThat(tally.decidedPercent()).isEqualTo(75.0);
        assertThat(tally.line())
                .isEqualTo(
                        "target wrong 2, reference wrong 0, both wrong 0, both allowed 1, not decidable 1; decided 75 %");
    }

    @Test
    void saysThatThereIsNothingToDecide() {
        assertThat(new BlameTally(Map.of()).line()).isEqualTo("nothing to decide");
    }
}
