// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;

/** Another waiting with leave to prove silence. */
record ProvingWaiting(Waiting other) implements Waiting {

    @Override
    public Duration quietWindow() {
        return other.quietWindow();
    }

    @Override
    public Duration settleWindow() {
        return other.settleWindow();
    }

    @Override
    public boolean halfCloseWhenQuiet() {
        return other.halfCloseWhenQuiet();
    }

    @Override
    public boolean provesSilence() {
        return true;
    }

    @Override
    public void asked(boolean answered) {
        other.asked(answered);
    }

    @Override
    public void answered(Duration latency) {
        other.answered(latency);
    }
}
