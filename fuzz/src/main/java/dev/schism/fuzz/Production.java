// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Locale;

/**
 * Something that a grammar does now and then, on purpose and by name: a constant of an enum. Scenarios are tagged with
 * the names.
 *
 * <p>What {@link Choices} say about a production depends on its name, not on its place in a list: adding one changes
 * nothing where it does not fire. So the name is for good, like a seed.
 */
public interface Production {

    /** Returns the name of the constant, such as {@code HOST_MISSING}. */
    String name();

    /** Returns the name in tags and reports, such as {@code host-missing}. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns how often it fires: in so many of ten thousand cases where it does so by itself, and so many times as
     * often as another one of weight 1 where it is one of several alternatives. At least 1, at most 10,000.
     */
    default int weight() {
        return 1;
    }
}
