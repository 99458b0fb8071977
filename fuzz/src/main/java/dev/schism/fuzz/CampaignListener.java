// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.cause.JudgedDivergence;

/** Is told how a campaign goes; called by one thread at a time, and should return soon. */
public interface CampaignListener {

    /** A listener that does nothing. */
    CampaignListener NONE = new CampaignListener() {};

    /** Takes note of how far the campaign is; called a few times a second. */
    default void progressed(CampaignProgress progress) {}

    /** Takes note of a divergence that was kept. */
    default void kept(JudgedDivergence found) {}

    /** Takes note of a difference that did not repeat. */
    default void quarantined(Quarantined quarantined) {}

    /** Takes note of something of ours that failed; the campaign goes on. */
    default void failed(CampaignError error) {}
}
