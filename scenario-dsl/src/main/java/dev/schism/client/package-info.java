// SPDX-License-Identifier: Apache-2.0
/**
 * The raw-socket runner: a scenario and an endpoint in, an observation out. The only sockets of the module.
 *
 * <p>Start with {@link dev.schism.client.ScenarioRunner#start}.
 */
@NullMarked
package dev.schism.client;

import org.jspecify.annotations.NullMarked;
