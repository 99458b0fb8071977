// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * A field line as it was sent, taken apart leniently.
 *
 * @param name the name in lower case without whitespace around it
 * @param rawValue everything after the colon, with folded lines appended
 */
record SentField(String name, String rawValue) {

    String value() {
        return Tokens.trim(rawValue);
    }

    SentField plus(SentLine folded) {
        return new SentField(name, rawValue + folded.text());
    }
}
