// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A recorded sequence of choices: with the grammar, all there is to store of a generated scenario. Immutable and
 * thread-safe.
 */
public final class ChoiceSequence {

    private final int[] values;

    private ChoiceSequence(int[] values) {
        this.values = values;
    }

    /**
     * Copies the given choices.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public static ChoiceSequence of(int... values) {
        for (int value : values) {
            if (value < 0) {
                throw new IllegalArgumentException("choice must not be negative: " + value);
            }
        }
        return new ChoiceSequence(values.clone());
    }

    /** Returns the number of choices. */
    public int length() {
        return values.length;
    }

    /**
     * Returns the choice at an index.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    public int at(int index) {
        return values[index];
    }

    /** Returns the same choices without those from {@code from} (inclusive) to {@code to} (exclusive). */
    ChoiceSequence without(int from, int to) {
        int[] rest = new int[values.length - (to - from)];
        System.arraycopy(values, 0, rest, 0, from);
        System.arraycopy(values, to, rest, from, values.length - to);
        return new ChoiceSequence(rest);
    }

    /** Returns the same choices with 0 from {@code from} (inclusive) to {@code to} (exclusive). */
    ChoiceSequence zeroed(int from, int to) {
        int[] copy = values.clone();
        Arrays.fill(copy, from, to, 0);
        return new ChoiceSequence(copy);
    }

    /** Returns the same choices with another one at an index. */
    ChoiceSequence with(int index, int value) {
        int[] copy = values.clone();
        copy[index] = value;
        return new ChoiceSequence(copy);
    }

    /** Tells whether every choice from {@code from} (inclusive) to {@code to} (exclusive) is 0. */
    boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the sum of all choices. */
    long sum() {
        return Arrays.stream(values).asLongStream().sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChoiceSequence that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Returns the choices in decimal, separated by spaces. */
    @Override
    public String toString() {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
