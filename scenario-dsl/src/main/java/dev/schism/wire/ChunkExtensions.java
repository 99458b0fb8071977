// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/**
 * The grammar of chunk extensions (RFC 9112 §7.1.1):
 *
 * <pre>
 * chunk-ext      = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
 * chunk-ext-name = token
 * chunk-ext-val  = token / quoted-string
 * </pre>
 */
final class ChunkExtensions {

    private final Received received;
    private final int end;
    private int at;

    ChunkExtensions(Received received, int end) {
        this.received = received;
        this.end = end;
    }

    /** Returns the index of the first octet from {@code from} on that is not of the grammar, or -1. */
    int check(int from) {
        at = from;
        while (at < end) {
            int before = at;
            if (!skip(';') || !skipToken()) {
                return Math.max(before, Math.min(at, end - 1));
            }
            int afterName = at;
            if (!skip('=')) {
                at = afterName;
            } else if (!skipQuoted() && !skipToken()) {
                return Math.min(at, end - 1);
            }
        }
        return -1;
    }

    /** Skips a delimiter with the whitespace around it. */
    private boolean skip(char delimiter) {
        at = received.skipWhitespace(at, end);
        if (at == end || received.at(at) != delimiter) {
            return false;
        }
        at = received.skipWhitespace(at + 1, end);
        return true;
    }

    private boolean skipToken() {
        int start = at;
        while (at < end && Grammar.isTokenOctet(received.at(at))) {
            at++;
        }
        return at > start;
    }

    private boolean skipQuoted() {
        if (at == end || received.at(at) != '"') {
            return false;
        }
        int i = at + 1;
        while (i < end && received.at(i) != '"' && !isForbiddenInQuotes(received.at(i))) {
            i += received.at(i) == '\\' ? 2 : 1;
        }
        if (i >= end || received.at(i) != '"') {
            return false;
        }
        at = i + 1;
        return true;
    }

    private static boolean isForbiddenInQuotes(int octet) {
        return Grammar.isControl(octet) || octet == '\r';
    }
}
