// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.List;

final class RobustnessRules {
    private RobustnessRules() {}

    static List<RuleDraft> rules() {
        return List.of();
    }
}
