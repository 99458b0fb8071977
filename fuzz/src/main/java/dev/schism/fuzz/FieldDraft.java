// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** A field line being written; every octet of it can be changed before it is rendered. */
final class FieldDraft {

    String name;
    String colon = ": ";
    String value;
    String end = RequestDraft.CRLF;

    FieldDraft(String name, String value) {
        this.name = name;
        this.value = value;
    }

    void render(StringBuilder out) {
        out.append(name).append(colon).append(value).append(end);
    }
}
