// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A header or trailer section as it was sent, taken apart leniently (RFC 9112 §5).
 *
 * @param fields the field lines in order; lines without a colon are left out
 * @param ended whether the empty line came that ends the section
 */
record FieldSection(List<SentField> fields, boolean ended) {

    FieldSection {
        fields = List.copyOf(fields);
    }

    /** Reads a section and notes what is unusual in its lines. */
    static FieldSection read(SentCursor cursor, Set<Trait> found) {
        List<SentField> fields = new ArrayList<>();
        boolean first = true;
        while (!cursor.atEnd()) {
            SentLine line = cursor.line();
            OctetTraits.scan(line, found);
            if (line.isEmpty()) {
                return new FieldSection(fields, true);
            }
            if (line.isFolded()) {
                found.add(first ? Trait.FIRST_LINE_FOLDED : Trait.OBS_FOLD);
                fold(fields, line);
            } else if (line.isComplete()) {
                field(line.text(), fields, found);
            }
            first = false;
        }
        return new FieldSection(fields, false);
    }

    private static void fold(List<SentField> fields, SentLine line) {
        int last = fields.size() - 1;
        if (last >= 0) {
            fields.set(last, fields.get(last).plus(line));
        }
    }

    private static void field(String line, List<SentField> fields, Set<Trait> found) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            found.add(Trait.FIELD_NO_COLON);
            return;
        }
        String spelt = line.substring(0, colon);
        String name = Tokens.trimEnd(spelt);
        if (name.isEmpty()) {
            found.add(Trait.FIELD_NAME_EMPTY);
        } else if (!Tokens.isToken(name)) {
            found.add(Trait.FIELD_NAME_INVALID);
        } else if (!Tokens.isPlain(name)) {
            found.add(Trait.FIELD_NAME_UNUSUAL);
        }
        if (name.length() < spelt.length()) {
            found.add(Trait.SPACE_BEFORE_COLON);
        }
        // a CR too many hides no length from a lenient reader
        boolean extra = line.endsWith("\r") && name.equalsIgnoreCase("content-length");
        String rawValue = line.substring(colon + 1, extra ? line.length() - 1 : line.length());
        if (hasTabAround(rawValue)) {
            found.add(Trait.TAB_AROUND_VALUE);
        }
        fields.add(new SentField(name.toLowerCase(Locale.ROOT), rawValue));
    }

    private static boolean hasTabAround(String rawValue) {
        int from = 0;
        while (from < rawValue.length() && rawValue.charAt(from) == ' ') {
            from++;
        }
        int to = rawValue.length();
        while (to > from && rawValue.charAt(to - 1) == ' ') {
            to--;
        }
        return from < to && (rawValue.charAt(from) == '\t' || rawValue.charAt(to - 1) == '\t');
    }

    /** Returns the field lines of that lower-case name in order. */
    List<SentField> named(String name) {
        List<SentField> named = new ArrayList<>();
        for (SentField field : fields) {
            if (field.name().equals(name)) {
                named.add(field);
            }
        }
        return named;
    }

    boolean has(String name) {
        for (SentField field : fields) {
            if (field.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the elements of all lists of that name, in lower case and without whitespace around them. */
    Stream<String> elements(String name) {
        return named(name).stream()
                .flatMap(field -> Arrays.stream(field.rawValue().split(",", -1)))
                .map(element -> Tokens.trim(element).toLowerCase(Locale.ROOT));
    }
}
