// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
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

    /**
     * Returns the non-empty list members of all field lines of that name, in lower case and in order (RFC 9110 §5.6.1).
     */
    public static List<String> members(List<FieldLine> section, String name) {
        List<String> members = new ArrayList<>();
        for (String value : values(section, name)) {
            for (String listed : value.split(",", -1)) {
                String member = Grammar.trim(listed).toLowerCase(Locale.ROOT);
                if (!member.isEmpty()) {
                    members.add(member);
                }
            }
        }
        return members;
    }
}
