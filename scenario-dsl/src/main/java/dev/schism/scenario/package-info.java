// SPDX-License-Identifier: Apache-2.0
/**
 * What is sent: scenarios, their steps, the builder, the text format and JSON lines.
 *
 * <p>Everything here is pure. Start with {@link dev.schism.scenario.Scenario#named}.
 */
@NullMarked
package dev.schism.scenario;

import org.jspecify.annotations.NullMarked;
