// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.regex.Pattern;

/**
 * A status line, as much of it as could be read (RFC 9112 §4).
 *
 * @param regular whether it is as the grammar has it: {@code HTTP-version SP status-code SP [ reason-phrase ]}
 */
record StatusLine(String version, int status, String reason, boolean regular) {

    /** What stands for a status line of which nothing is known. */
    static final StatusLine UNKNOWN = new StatusLine("", 0, "", false);

    /** What stands for the status line that a response of HTTP/0.9 has not. */
    static final StatusLine ABSENT = new StatusLine("HTTP/0.9", 0, "", false);

    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final Pattern STATUS = Pattern.compile("[0-9]{3}");

    static StatusLine parse(Received received, int from, int to) {
        int versionEnd = endOfWord(received, from, to);
        int statusStart = received.skipWhitespace(versionEnd, to);
        int statusEnd = endOfWord(received, statusStart, to);
        String version = received.latin1(from, versionEnd);
        String code = received.latin1(statusStart, Math.min(statusEnd, statusStart + 4));
        int status = STATUS.matcher(code).matches() ? Integer.parseInt(code) : 0;
        boolean regular = VERSION.matcher(version).matches()
                && isSingleSpace(received, versionEnd, statusStart)
                && status >= 100
                && status <= 599
                && isSingleSpace(received, statusEnd, Math.min(statusEnd + 1, to));
        return new StatusLine(version, status, received.latin1(Math.min(statusEnd + 1, to), to), regular);
    }

    /** Tells whether the version is one that knows no transfer codings. */
    boolean isBelowHttp11() {
        return version.startsWith("HTTP/0.") || version.equals("HTTP/1.0");
    }

    private static int endOfWord(Received received, int from, int to) {
        int at = from;
        while (at < to && !Grammar.isWhitespace(received.at(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSingleSpace(Received received, int from, int to) {
        return to - from == 1 && received.at(from) == ' ';
    }
}
