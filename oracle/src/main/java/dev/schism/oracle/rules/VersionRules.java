// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.List;

final class VersionRules {
    private VersionRules() {}

    static List<RuleDraft> rules() {
        return List.of();
    }
}
