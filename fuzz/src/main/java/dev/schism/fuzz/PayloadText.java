// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Payload;
import dev.schism.scenario.Placeholder;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/** A payload as text of one character an octet, in which a placeholder is one character of the private use area. */
final class PayloadText {

    private static final char FIRST_PLACEHOLDER = '\uE000';

    private static final List<Placeholder> PLACEHOLDERS = List.of(Placeholder.values());

    /** The token of a run. */
    static final String TOKEN = of(new Payload.Part.Filled(Placeholder.TOKEN));

    private PayloadText() {}

    static String of(Payload payload) {
        StringBuilder text = new StringBuilder();
        payload.parts().forEach(part -> text.append(of(part)));
        return text.toString();
    }

    static String of(Payload.Part part) {
        if (part instanceof Payload.Part.Filled hole) {
            return String.valueOf((char) (FIRST_PLACEHOLDER + PLACEHOLDERS.indexOf(hole.placeholder())));
        }
        return ((Payload.Part.Literal) part).octets().toLatin1();
    }

    static Payload payload(String text) {
        List<Payload.Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_PLACEHOLDER) {
                parts.add(literal(text.substring(from, i)));
                parts.add(new Payload.Part.Filled(PLACEHOLDERS.get(text.charAt(i) - FIRST_PLACEHOLDER)));
                from = i + 1;
            }
        }
        parts.add(literal(text.substring(from)));
        return new Payload(parts);
    }

    private static Payload.Part literal(String text) {
        return new Payload.Part.Literal(Octets.latin1(text));
    }
}
