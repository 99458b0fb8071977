// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;

/** How far two scenarios are apart: octets that are not in a common start or end, and steps. */
final class TextDistance {

    private TextDistance() {}

    static int between(Scenario one, Scenario other) {
        String first = PayloadText.of(one.sent());
        String second = PayloadText.of(other.sent());
        int shorter = Math.min(first.length(), second.length());
        int start = 0;
        while (start < shorter && first.charAt(start) == second.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && first.charAt(first.length() - 1 - end) == second.charAt(second.length() - 1 - end)) {
            end++;
        }
        int steps = Math.abs(one.steps().size() - other.steps().size());
        return first.length() + second.length() - 2 * (start + end) + steps;
    }
}
