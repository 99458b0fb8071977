// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How octets are spread over writes and time. */
final class SendGrammar {

    /** Most octets that are written one by one, so that a slow scenario stays below a tenth of a second. */
    static final int MOST_OCTETWISE = 96;

    private static final int MOST_CUTS = 4;
    private static final int LONGEST_PAUSE_MILLIS = 20;

    private SendGrammar() {}

    /** Adds steps that send what is to be sent, with its stops. */
    static void send(Choices choices, Sending sending, List<Step> steps) {
        String text = sending.text();
        if (text.length() <= MOST_OCTETWISE
                && choices.chance(2)
                && sending.stops().isEmpty()) {
            Duration interval = Duration.ofMillis(choices.below(2));
            steps.add(new Step.SendBytes(PayloadText.payload(text), Pacing.octetwise(interval)));
            return;
        }
        Map<Integer, Optional<Step>> cuts = cuts(choices, text.length());
        sending.stops().forEach((offset, stop) -> cuts.put(offset, Optional.of(stop)));
        int from = 0;
        for (Map.Entry<Integer, Optional<Step>> cut : cuts.entrySet()) {
            steps.add(whole(text.substring(from, cut.getKey())));
            cut.getValue().ifPresent(steps::add);
            from = cut.getKey();
        }
        steps.add(whole(text.substring(from)));
    }

    private static Map<Integer, Optional<Step>> cuts(Choices choices, int length) {
        Map<Integer, Optional<Step>> cuts = new TreeMap<>();
        for (int i = 0; i < MOST_CUTS && choices.more(18); i++) {
            int at = choices.below(length);
            Optional<Step> pause = pause(choices);
            if (at > 0) {
                cuts.put(at, pause);
            }
        }
        return cuts;
    }

    private static Optional<Step> pause(Choices choices) {
        return choices.chance(12)
                ? Optional.of(new Step.Pause(Duration.ofMillis(choices.between(1, LONGEST_PAUSE_MILLIS))))
                : Optional.empty();
    }

    private static Step whole(String text) {
        return new Step.SendBytes(PayloadText.payload(text), Pacing.WHOLE);
    }
}
