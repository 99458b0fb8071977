// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.util.List;

/**
 * A header or trailer section as it was read.
 *
 * @param fields its field lines in order; lines without colon left out
 * @param end index after it, the empty line included
 * @param complete whether its empty line is there
 * @param terminator what ends the empty line
 */
record FieldSection(List<Field> fields, int end, boolean complete, Line.Terminator terminator) {
    FieldSection {
        fields = List.copyOf(fields);
    }
}
