// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** What a rule rests on. */
public enum Basis {
    /** A sentence with a word of BCP 14. */
    STATED,
    /** A definition without such a word, binding through RFC 9110 §2.4. */
    DEFINITION,
    /** The ABNF together with the SHOULD of RFC 9112 §2.2. */
    ABNF,
    /** Engineering; no sentence. */
    ENGINEERING
}
