// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.Locale;

/**
 * A field line of a header or trailer section (RFC 9110 §5, RFC 9112 §5).
 *
 * @param name the field name as received, ISO-8859-1, one character an octet
 * @param value the field value without the optional whitespace around it, ISO-8859-1, one character an octet
 */
public record FieldLine(String name, String value) {

    /** Tells whether the field name equals another one, without regard to ASCII case. */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** Returns the field name in lower case. */
    public String lowerCaseName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the values of all field lines of that name, in order. */
    public static List<String> values(List<FieldLine> section, String name) {
        return section.stream()
                .filter(line -> line.is(name))
                .map(FieldLine::value)
                .toList();
    }
}
