// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Arrays;

/** How hard the judge is where the text leaves room. */
public enum Profile {
    /** What the RFCs ask for, no more and no less. */
    RFC("rfc"),
    /** The same, but what is outside the grammar and can desynchronise fails. */
    STRICT_SECURITY("strict-security"),
    /** Recommendations and grammar count less; requirements count as ever. */
    LENIENT("lenient");

    private final String key;

    Profile(String key) {
        this.key = key;
    }

    /** Returns the name on a command line, such as {@code strict-security}. */
    public String key() {
        return key;
    }

    /**
     * Finds the profile of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Profile ofKey(String key) {
        return Arrays.stream(values())
                .filter(profile -> profile.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("profile must be rfc, strict-security or lenient: '" + key + "'"));
    }

    Verdict.Result outsideShould() {
        return this == LENIENT ? Verdict.Result.WARN : Verdict.Result.FAIL;
    }

    Verdict.Result notPreferred() {
        return this == LENIENT ? Verdict.Result.INFO : Verdict.Result.WARN;
    }

    Verdict.Result grammar(boolean canDesynchronise) {
        return this == STRICT_SECURITY && canDesynchronise ? Verdict.Result.FAIL : notPreferred();
    }

    Verdict.Result policy(boolean matters) {
        return this == STRICT_SECURITY && matters ? Verdict.Result.FAIL : notPreferred();
    }
}
