// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Category;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of one accepted divergence before their meaning is checked.
 *
 * @param source name of the file, for messages
 * @param line line on which the divergence begins, from 1
 * @param fields the fields by name
 */
record BaselineFields(String source, int line, Map<String, BaselineField> fields) {

    /** The names of all fields, in the order of the documentation. */
    static final List<String> KNOWN =
            List.of("category", "differences", "traits", "reference", "target", "reason", "section", "expires");

    /** The names of those that are lists. */
    static final Set<String> LISTS = Set.of("differences", "traits");

    private static final Pattern SECTION = Pattern.compile("RFC [1-9][0-9]{0,4} §[0-9A-Z]{1,3}(\\.[0-9]{1,3}){0,4}");

    BaselineFields {
        fields = Map.copyOf(fields);
    }

    AcceptedDivergence accepted() {
        return new AcceptedDivergence(
                category(),
                required("differences").values(),
                optional("traits").map(BaselineField::values),
                optional("reference").map(field -> text("reference", field)),
                optional("target").map(field -> text("target", field)),
                text("reason", required("reason")),
                section(),
                expires(),
                line);
    }

    private Category category() {
        BaselineField field = required("category");
        String name = text("category", field);
        List<String> allowed = Arrays.stream(Category.values()).map(Enum::name).toList();
        if (!allowed.contains(name)) {
            throw problem(field, "category", "be one of " + String.join(", ", allowed), name);
        }
        return Category.valueOf(name);
    }

    private String section() {
        BaselineField field = required("section");
        String section = text("section", field);
        if (!SECTION.matcher(section).matches()) {
            throw problem(field, "section", "be written like 'RFC 9112 §6.3'", section);
        }
        return section;
    }

    private LocalDate expires() {
        BaselineField field = required("expires");
        String date = text("expires", field);
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw problem(field, "expires", "be a date such as 2027-06-30", date);
        }
    }

    private String text(String name, BaselineField field) {
        String text = field.values().get(0);
        if (text.isBlank()) {
            throw problem(field, name, "not be empty", "'" + text + "'");
        }
        return text;
    }

    private Optional<BaselineField> optional(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private BaselineField required(String name) {
        return optional(name)
                .orElseThrow(() -> problem(new BaselineField(line, List.of()), name, "be there", "missing"));
    }

    private BaselineException problem(BaselineField field, String name, String must, String actual) {
        return new BaselineException("%s:%d: field %s must %s: %s".formatted(source, field.line(), name, must, actual));
    }
}
