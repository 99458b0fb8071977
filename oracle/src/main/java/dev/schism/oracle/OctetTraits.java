// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.Set;

/** Finds octets and line ends that are unusual in any line. */
final class OctetTraits {

    private OctetTraits() {}

    static void scan(SentLine line, Set<Trait> found) {
        if (line.ending() == SentLine.Ending.LF) {
            found.add(Trait.BARE_LF);
        }
        String text = line.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7F) {
                continue;
            }
            if (c == '\r') {
                boolean last = i == text.length() - 1;
                if (last && line.ending() == SentLine.Ending.CRLF) {
                    found.add(Trait.EXTRA_CR);
                } else if (!last || line.isComplete()) {
                    found.add(Trait.BARE_CR);
                }
            } else if (c == 0) {
                found.add(Trait.NUL);
            } else if (c >= 0x80) {
                found.add(Trait.OBS_TEXT);
            } else if (c == 0x7F || (c < 0x20 && c != '\t')) {
                found.add(Trait.CONTROL_OCTET);
            }
        }
    }
}
