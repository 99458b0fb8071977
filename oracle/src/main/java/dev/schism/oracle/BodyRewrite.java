// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.regex.Pattern;

/**
 * A replacement in bodies.
 *
 * @param pattern what to replace
 * @param replacement what to put there, with group references as {@link java.util.regex.Matcher#replaceAll} has them
 */
record BodyRewrite(Pattern pattern, String replacement) {

    /** Applies the rewrite to ISO-8859-1 text, one character an octet. */
    String apply(String body) {
        try {
            return pattern.matcher(body).replaceAll(replacement);
        } catch (StackOverflowError e) {
            // repeated alternatives make the matcher recurse, and how often is up to the server's octets
            return body;
        }
    }
}
