// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.util.List;

/**
 * A field of an accepted divergence as it stands in the file.
 *
 * @param line the line of its name, from 1
 * @param values its values; one where the field is no list
 */
record BaselineField(int line, List<String> values) {

    BaselineField {
        values = List.copyOf(values);
    }
}
