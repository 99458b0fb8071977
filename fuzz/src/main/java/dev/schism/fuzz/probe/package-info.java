// SPDX-License-Identifier: Apache-2.0
/**
 * One server judged alone: a catalogue of hand-chosen scenarios, and the engine that runs and judges them.
 *
 * <p>Start with {@link dev.schism.fuzz.probe.Catalogue#load} and {@link dev.schism.fuzz.probe.Probe}.
 */
@NullMarked
package dev.schism.fuzz.probe;

import org.jspecify.annotations.NullMarked;
