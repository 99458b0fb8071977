// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** Tells that a campaign could not go on because something of ours or of the environment failed, not a server. */
public final class CampaignException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CampaignException(String message, Throwable cause) {
        super(message, cause);
    }
}
