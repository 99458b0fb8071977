// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;

record FixedWaiting(Duration quietWindow, Duration settleWindow) implements Waiting {

    @Override
    public boolean halfCloseWhenQuiet() {
        return false;
    }

    @Override
    public void answered(Duration latency) {
        // a fixed window learns nothing
    }
}
