// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * Whether the two servers answered a harmless request before and after a scenario.
 *
 * @param referenceUp whether the reference did both times
 * @param targetUp whether the target did both times
 */
public record Liveness(boolean referenceUp, boolean targetUp) {

    /** Both servers were up, or nobody looked. */
    public static final Liveness BOTH_UP = new Liveness(true, true);
}
