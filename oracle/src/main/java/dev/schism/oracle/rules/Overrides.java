// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Map;

/**
 * What a project decided about single rules, with reasons.
 *
 * @param byRule the decision by rule id
 */
public record Overrides(Map<String, Decision> byRule) {

    /** No decision at all. */
    public static final Overrides NONE = new Overrides(Map.of());

    /** A decision about one rule. */
    public sealed interface Decision {

        /** Returns why; never blank. */
        String reason();

        /** The rule gives no verdict. */
        record Off(String reason) implements Decision {
            /** Checks that there is a reason. */
            public Off {
                requireReason(reason);
            }
        }

        /** The rule says nothing worse than this. */
        record AtMost(Verdict.Result worst, String reason) implements Decision {
            /** Checks that there is a reason, and that it is a result that can be worse than another. */
            public AtMost {
                requireReason(reason);
                if (worst == Verdict.Result.NOT_OBSERVABLE) {
                    throw new IllegalArgumentException("worst must be PASS, INFO, WARN or FAIL: " + worst);
                }
            }
        }

        private static void requireReason(String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "reason must not be blank: a decision without one cannot be reviewed");
            }
        }
    }

    /** Copies the map and checks that the rules exist. */
    public Overrides {
        byRule = Map.copyOf(byRule);
        byRule.keySet().forEach(RuleBook::rule);
    }
}
