// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** How strongly a rule binds. */
public enum Level {
    /** A requirement; also where a definition binds through RFC 9110 §2.4, which {@link Basis} tells. */
    MUST,
    /** A recommendation. */
    SHOULD,
    /** A permission. */
    MAY,
    /** Only the ABNF is violated: RFC 9112 §2.2 asks for 400, RFC 9110 §2.4 lets a recipient recover. */
    GRAMMAR,
    /** Good engineering without a sentence in a standard; the profile weighs it. */
    POLICY
}
