// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How octets are spread over writes and time. */
final class SendGrammar {

    /** Most octets that are written one by one, so that a slow scenario stays below a tenth of a second. */
    static final int MOST_OCTETWISE = 96;

    /** A send of nothing does nothing; the space after a method is the last part that can be taken away. */
    private static final Octets NOTHING_LEFT = Octets.latin1(" ");

    private static final int MOST_CUTS = 4;
    private static final int LONGEST_PAUSE_MILLIS = 20;

    private SendGrammar() {}

    /** Adds steps that send the octets; where malformations left nothing of a request, a space is sent for it. */
    static void send(Choices choices, Octets rendered, List<Step> steps) {
        Octets octets = rendered.isEmpty() ? NOTHING_LEFT : rendered;
        if (octets.length() <= MOST_OCTETWISE && choices.chance(2)) {
            Duration interval = Duration.ofMillis(choices.below(2));
            steps.add(new Step.SendBytes(Payload.of(octets), Pacing.octetwise(interval)));
            return;
        }
        int from = 0;
        for (int cut : cuts(choices, octets.length())) {
            if (cut > from) {
                steps.add(whole(octets.slice(from, cut)));
                pause(choices, steps);
                from = cut;
            }
        }
        steps.add(whole(octets.slice(from, octets.length())));
    }

    private static int[] cuts(Choices choices, int length) {
        int[] cuts = new int[MOST_CUTS];
        int count = 0;
        while (count < MOST_CUTS && choices.more(18)) {
            cuts[count++] = choices.below(length);
        }
        int[] used = Arrays.copyOf(cuts, count);
        Arrays.sort(used);
        return used;
    }

    private static void pause(Choices choices, List<Step> steps) {
        if (choices.chance(12)) {
            steps.add(new Step.Pause(Duration.ofMillis(choices.between(1, LONGEST_PAUSE_MILLIS))));
        }
    }

    private static Step whole(Octets octets) {
        return new Step.SendBytes(Payload.of(octets), Pacing.WHOLE);
    }
}
