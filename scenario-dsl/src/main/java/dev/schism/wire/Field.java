// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import org.jspecify.annotations.Nullable;

/** A field line while its section is read: where it stood, and what obsolete folding added to it. */
final class Field {

    private final int offset;
    private final String name;
    private final String value;
    private @Nullable StringBuilder folded;

    Field(int offset, String name, String value) {
        this.offset = offset;
        this.name = name;
        this.value = value;
    }

    /** Appends a continuation, which stands for a single space (RFC 9112 §5.2). */
    void fold(String continuation) {
        if (folded == null) {
            folded = new StringBuilder(value);
        }
        if (!continuation.isEmpty()) {
            folded.append(folded.isEmpty() ? "" : " ").append(continuation);
        }
    }

    int offset() {
        return offset;
    }

    boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    String value() {
        return folded == null ? value : folded.toString();
    }

    FieldLine line() {
        return new FieldLine(name, value());
    }
}
