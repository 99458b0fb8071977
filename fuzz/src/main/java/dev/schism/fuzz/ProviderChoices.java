// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Choices from the data of Jazzer, so that a {@code @FuzzTest} mutates what the grammar decides.
 *
 * <p>Needs {@code com.code-intelligence:jazzer-api}, which this module does not bring along: whoever writes a fuzz test
 * has it.
 */
public final class ProviderChoices implements Choices {

    private final FuzzedDataProvider data;

    /** Takes choices from the provider; once it is exhausted every choice is 0. */
    public ProviderChoices(FuzzedDataProvider data) {
        this.data = data;
    }

    @Override
    public int below(int bound) {
        Choices.requireBound(bound);
        return data.consumeInt(0, bound - 1);
    }
}
