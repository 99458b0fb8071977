// SPDX-License-Identifier: Apache-2.0
/**
 * What is on the wire: octets, HTTP/1.1 messages, the strict response reader and observations.
 *
 * <p>Everything here is pure: no sockets, no clock, no files. {@link dev.schism.wire.Octets} is the only representation
 * of byte data, {@link dev.schism.wire.Observation} the only result of running a scenario, and
 * {@link dev.schism.wire.ResponseReader} turns received octets into a {@link dev.schism.wire.Transcript} without ever
 * throwing for what a peer sent.
 */
@NullMarked
package dev.schism.wire;

import org.jspecify.annotations.NullMarked;
