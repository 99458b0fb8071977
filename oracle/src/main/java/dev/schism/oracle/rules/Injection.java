// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.FieldLine;
import dev.schism.wire.request.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells whether a line that a client smuggled into an input came out as a line of a response's head. */
final class Injection {

    private static final List<String> ENCODED_CONTROLS = List.of("%00", "%0d", "%0a", "%c0%80", "%c0%8d", "%c0%8a");

    private Injection() {}

    static boolean hasEncodedControl(String target) {
        String lower = target.toLowerCase(Locale.ROOT);
        return ENCODED_CONTROLS.stream().anyMatch(lower::contains);
    }

    /** Answers whether a response's head has a field whose name stands behind an encoded line end in the target. */
    static Answer happened(Situation situation, int at) {
        if (situation.response().isEmpty()) {
            return Answer.NO;
        }
        List<FieldLine> headers = situation.response().get().headers();
        return Answer.of(injectedNames(situation.message().target()).stream()
                .anyMatch(name -> headers.stream().anyMatch(line -> line.is(name))));
    }

    /** Returns the field names that would appear if encoded line ends in a target became real. */
    private static List<String> injectedNames(String target) {
        List<String> names = new ArrayList<>();
        for (String line : target.split("(?i)%0d%0a|%0a|%0d|%c0%8a|%c0%8d", -1)) {
            int colon = line.replace("%3a", ":").replace("%3A", ":").indexOf(':');
            if (colon > 0 && Grammar.isToken(line.substring(0, colon))) {
                names.add(line.substring(0, colon));
            }
        }
        return names;
    }
}
