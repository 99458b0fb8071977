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
}
