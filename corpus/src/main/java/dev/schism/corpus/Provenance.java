// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.wire.ServerIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an entry comes from.
 *
 * @param reference the reference it was found with
 * @param hosting where that reference ran, in words, such as {@code in a container}; empty where nobody wrote it down
 * @param target the target it was found with
 * @param generator what made the scenario, such as {@code grammar/1}
 * @param seed the seed of the run, where there was one
 * @param firstSeen when it was found
 * @param lastSeen when it was last confirmed
 */
public record Provenance(
        ServerIdentity reference,
        Optional<String> hosting,
        ServerIdentity target,
        String generator,
        Optional<Long> seed,
        Instant firstSeen,
        Instant lastSeen) {}
