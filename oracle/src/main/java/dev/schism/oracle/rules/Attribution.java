// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Grammar;
import java.util.Set;

/**
 * Tells whether a rule can be why a server refused a request.
 *
 * <p>A rule that has a server accept something is broken by every refusal that no other rule explains, whatever the
 * server refused it for. Where what the rule speaks about is as usual as a field without whitespace, the refusal has
 * another reason, and to blame the server by that rule would be a wrong answer. Likewise, a connection that closes
 * while a further request waits for its answer closes because of that one.
 *
 * @param sent all octets that were sent
 * @param requests number of requests in them, as far as it could be told
 * @param traits what is unusual in them
 */
record Attribution(Octets sent, int requests, Set<String> traits) {

    private static final Set<String> WHITESPACE = Set.of("HO-08", "HF-07");
    private static final Set<String> FRAMING = Set.of("TE-01", "CL-12");
    private static final Set<String> PERSISTENCE = Set.of("KA-01");

    /** What no server refuses a request with plain framing for. */
    private static final Set<String> HARMLESS =
            Set.of("body-on-get", "connection-close", "pipelined", "te-spelling", "field-name-case");

    /** Tells whether a rule speaks about so many requests that it seldom explains what became of one. */
    static boolean isUsual(Rule rule) {
        return WHITESPACE.contains(rule.id()) || FRAMING.contains(rule.id());
    }

    static Attribution of(Divergence divergence) {
        return new Attribution(
                divergence.reference().sent(),
                divergence.reference().methods().size(),
                Set.copyOf(divergence.signature().traits()));
    }

    /** Tells whether a verdict that a rule is broken speaks about something else than what went wrong. */
    boolean isFarFetched(Verdict verdict) {
        if (verdict.result() != Result.FAIL) {
            return false;
        }
        String id = verdict.rule().id();
        boolean refused = verdict.actual().matches("[45]\\d\\d.*");
        return (WHITESPACE.contains(id) && !hasWhitespace(verdict.offset()))
                || (refused && FRAMING.contains(id) && !HARMLESS.containsAll(traits))
                || (PERSISTENCE.contains(id) && verdict.message() + 1 < requests);
    }

    private boolean hasWhitespace(int offset) {
        String text = sent.toLatin1();
        int from = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        int to = text.indexOf("\r\n", offset);
        String line = text.substring(Math.min(from, text.length()), to < 0 ? text.length() : to);
        String value = line.substring(line.indexOf(':') + 1);
        return !value.equals(Grammar.trimOws(value)) && !value.equals(" " + Grammar.trimOws(value));
    }
}
