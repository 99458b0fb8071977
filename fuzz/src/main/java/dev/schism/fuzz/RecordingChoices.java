// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Arrays;
import java.util.Objects;

/** Passes choices on from another source and keeps them. */
public final class RecordingChoices implements Choices {

    private final Choices source;
    private int[] values = new int[64];
    private int[] bounds = new int[64];
    private int length;

    /** Records the choices of a source. */
    public RecordingChoices(Choices source) {
        this.source = source;
    }

    @Override
    public int below(int bound) {
        int value = source.below(bound);
        if (length == values.length) {
            values = Arrays.copyOf(values, 2 * length);
            bounds = Arrays.copyOf(bounds, 2 * length);
        }
        values[length] = value;
        bounds[length++] = bound;
        return value;
    }

    /** Returns the choices made until now. */
    public ChoiceSequence sequence() {
        return ChoiceSequence.of(Arrays.copyOf(values, length));
    }

    /**
     * Returns the bound that the choice at an index was made under.
     *
     * @throws IndexOutOfBoundsException when there is no such choice
     */
    public int boundAt(int index) {
        return bounds[Objects.checkIndex(index, length)];
    }
}
