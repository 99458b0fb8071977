// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Passes choices on from another source and keeps them. */
public final class RecordingChoices implements Choices {

    private static final int PERCENT = 100;

    private final Choices source;
    private final Tape tape;

    /** Records the choices of a source. */
    public RecordingChoices(Choices source) {
        this(source, new Tape());
    }

    private RecordingChoices(Choices source, Tape tape) {
        this.source = source;
        this.tape = tape;
    }

    @Override
    public int below(int bound) {
        int value = source.below(bound);
        tape.keep(value, bound);
        return value;
    }

    /** Returns choices about a part that are recorded in the same sequence. */
    @Override
    public Choices of(String part, int number) {
        return new RecordingChoices(source.of(part, number), tape);
    }

    @Override
    public <T extends Production> T oneOf(List<T> productions) {
        T chosen = source.oneOf(productions);
        tape.keep(productions.indexOf(chosen), productions.size());
        return chosen;
    }

    @Override
    public <T extends Production> List<T> firing(List<T> productions) {
        List<T> firing = source.firing(productions);
        for (T one : firing) {
            tape.keep(PERCENT - 1, PERCENT);
            tape.keep(productions.indexOf(one), productions.size());
        }
        if (firing.size() < MOST_FIRING && !productions.isEmpty()) {
            tape.keep(0, PERCENT);
        }
        return firing;
    }

    /** Returns the choices made until now. */
    public ChoiceSequence sequence() {
        return tape.sequence();
    }

    /**
     * Returns the bound that the choice at an index was made under.
     *
     * @throws IndexOutOfBoundsException when there is no such choice
     */
    public int boundAt(int index) {
        return tape.bounds[Objects.checkIndex(index, tape.length)];
    }

    /** Choices and their bounds, in the order in which they were made, whatever they were about. */
    private static final class Tape {

        private int[] values = new int[64];
        private int[] bounds = new int[64];
        private int length;

        void keep(int value, int bound) {
            if (length == values.length) {
                values = Arrays.copyOf(values, 2 * length);
                bounds = Arrays.copyOf(bounds, 2 * length);
            }
            values[length] = value;
            bounds[length++] = bound;
        }

        ChoiceSequence sequence() {
            return ChoiceSequence.of(Arrays.copyOf(values, length));
        }
    }
}
