// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.time.Duration;

/**
 * The moment at which the runner, awaiting a response, found the server quiet: the first stage of waiting.
 *
 * @param step index of the step that was waiting
 * @param at time since the start of the connection attempt
 * @param receivedOctets number of octets received until then; whatever came later came after the probe
 * @param halfClosed whether the runner then half-closed the connection to see what follows (the second stage)
 */
public record QuietProbe(int step, Duration at, int receivedOctets, boolean halfClosed) {}
