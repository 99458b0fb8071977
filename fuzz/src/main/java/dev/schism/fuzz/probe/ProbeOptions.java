// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import java.util.List;

/**
 * What a probe runs and how hard it judges.
 *
 * @param rules the rules that are reported on, and whose cases run
 * @param profile how hard the judge is
 * @param overrides what the project decided about single rules
 * @param inFlight most cases under way at once; a server's own limit counts as well
 */
public record ProbeOptions(List<Rule> rules, Profile profile, Overrides overrides, int inFlight) {

    /** Cases under way at once unless something else is asked for. */
    public static final int IN_FLIGHT = 128;

    /** Copies the list and checks the bounds. */
    public ProbeOptions {
        rules = List.copyOf(rules);
        if (inFlight < 1) {
            throw new IllegalArgumentException("inFlight must be positive: " + inFlight);
        }
    }

    /** Returns options for all rules in a profile. */
    public static ProbeOptions of(Profile profile) {
        return new ProbeOptions(RuleBook.rules(), profile, Overrides.NONE, IN_FLIGHT);
    }

    /** Returns the same options for other rules. */
    public ProbeOptions withRules(List<Rule> others) {
        return new ProbeOptions(others, profile, overrides, inFlight);
    }

    /** Returns the same options with a project's decisions. */
    public ProbeOptions withOverrides(Overrides decisions) {
        return new ProbeOptions(rules, profile, decisions, inFlight);
    }
}
