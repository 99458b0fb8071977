// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignResult;
import java.util.Locale;

/** Says why a campaign ended. */
final class EndText {

    private EndText() {}

    /** Returns the end in words, such as {@code budget spent}. */
    static String name(CampaignResult result) {
        return result.end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns a line about how a side has changed, with its line end; empty where none has. Safe to print. */
    static String change(CampaignResult result) {
        return result.change()
                .map(change -> "  no result: %s%n".formatted(change.text()))
                .orElse("");
    }
}
