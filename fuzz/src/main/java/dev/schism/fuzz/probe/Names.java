// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import java.util.List;

/** Lists of names for people, of which the first are enough. */
public final class Names {

    /** Most names that are spelt out: {@value}. */
    public static final int MOST = 10;

    private Names() {}

    /** Returns a list of names behind some words; where there are many, how many more. */
    public static String some(String words, List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        return words + shown + (names.size() > MOST ? " and %d more".formatted(names.size() - MOST) : "");
    }
}
