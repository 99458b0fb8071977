// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.Locale;

/** Field lines of RFC 9110 §5 that do not frame a message. */
final class FieldGrammar {

    /** The authority of all requests; the same for both sides, so that both get the same octets. */
    static final String AUTHORITY = "example.test";

    private static final List<List<String>> KNOWN = List.of(
            List.of("Accept", "*/*"),
            List.of("User-Agent", "schism"),
            List.of("Accept-Language", "en, de;q=0.5"),
            List.of("Cookie", "a=b; c=d"),
            List.of("Content-Type", "text/plain"),
            List.of("Cache-Control", "no-cache, no-store"),
            List.of("Referer", "http://example.test/"),
            List.of("Accept-Encoding", "identity"),
            List.of("X-Forwarded-For", "192.0.2.1"),
            List.of("Authorization", "Basic YTpi"));
    private static final List<String> OWN_NAMES = List.of("X-A", "X-B", "A", "x", "X-Long-Name-With-Dashes", "1");
    private static final List<String> RARE_NAMES = List.of("X_A", "!", "X'A", "X.A", "~", "X|A", "^_`", "$#%&*+");
    private static final List<String> VALUES = List.of(
            "b",
            "",
            "1",
            "a, b",
            "a,b",
            "a,,b",
            ", a",
            "a b",
            "a;b=c",
            "\"a, b\"",
            "a\tb",
            "chunked",
            "close",
            ":",
            "a=b; c=d");
    private static final List<String> COLONS = List.of(":", ":\t", ":  ", ": \t ");
    private static final List<String> TRAILING = List.of(" ", "\t", "  ");

    private FieldGrammar() {}

    /** Adds any number of field lines to a request. */
    static void fields(Choices choices, List<FieldDraft> fields) {
        while (fields.size() < 24 && choices.more(45)) {
            FieldDraft field = field(choices);
            fields.add(field);
            if (field.name.startsWith("X") && choices.chance(15)) {
                fields.add(new FieldDraft(field.name, value(choices)));
            }
        }
    }

    /** Returns one field line. */
    static FieldDraft field(Choices choices) {
        FieldDraft field;
        if (choices.chance(50)) {
            List<String> known = choices.pick(KNOWN);
            field = new FieldDraft(known.get(0), known.get(1));
        } else {
            field = new FieldDraft(choices.pick(choices.chance(6) ? RARE_NAMES : OWN_NAMES), value(choices));
        }
        spell(choices, field);
        return field;
    }

    /** Varies case and optional whitespace of a field line, which changes nothing about its meaning. */
    static void spell(Choices choices, FieldDraft field) {
        if (!choices.chance(12)) {
            return;
        }
        switch (choices.below(4)) {
            case 0 -> field.colon = choices.pick(COLONS);
            case 1 -> field.value += choices.pick(TRAILING);
            case 2 -> field.name = field.name.toLowerCase(Locale.ROOT);
            default -> field.name = field.name.toUpperCase(Locale.ROOT);
        }
    }

    private static String value(Choices choices) {
        if (choices.chance(3)) {
            return "caf" + (char) choices.between(0xA1, 0xFF);
        }
        return choices.chance(3) ? "v".repeat(choices.pick(List.of(100, 255, 256, 1000, 3000))) : choices.pick(VALUES);
    }
}
