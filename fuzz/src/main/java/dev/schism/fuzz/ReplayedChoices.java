// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * Choices from a recorded sequence. A choice at or above its bound counts as the largest one allowed, and after the end
 * every choice is 0, so that any sequence of numbers is a valid one.
 */
public final class ReplayedChoices implements Choices {

    private final ChoiceSequence sequence;
    private int position;

    /** Replays a sequence from its start. */
    public ReplayedChoices(ChoiceSequence sequence) {
        this.sequence = sequence;
    }

    @Override
    public int below(int bound) {
        Choices.requireBound(bound);
        return position < sequence.length() ? Math.min(sequence.at(position++), bound - 1) : 0;
    }
}
