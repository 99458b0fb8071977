// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * Something that a grammar does now and then, on purpose and by name. Scenarios are tagged with the names.
 *
 * <p>What {@link Choices} say about a production depends on its name, not on its place in a list: adding one changes
 * nothing where it does not fire. So the name is for good, like a seed.
 */
public interface Production {

    /** Returns the name, such as {@code host-missing}. */
    String id();

    /**
     * Returns how often it fires: in so many of a thousand cases where it does so by itself, and so many times as often
     * as another one of weight 1 where it is one of several alternatives. At least 1, at most 1000.
     */
    default int weight() {
        return 1;
    }
}
