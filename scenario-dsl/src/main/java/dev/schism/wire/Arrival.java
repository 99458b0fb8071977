// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.time.Duration;

/**
 * One portion of octets as the socket delivered it.
 *
 * @param offset index of its first octet in everything received
 * @param at time since the start of the connection attempt
 */
public record Arrival(int offset, Duration at) {}
