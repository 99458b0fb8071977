// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.FieldLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The request line and header section of a request that nginx forwarded.
 *
 * @param method the method
 * @param target everything between the first and the last space of the request line
 * @param version the version nginx speaks to its upstream
 * @param headers the field lines in order
 */
record ForwardedHead(String method, String target, String version, List<FieldLine> headers) {

    ForwardedHead {
        headers = List.copyOf(headers);
    }

    /** Parses the octets before the empty line; empty where they are no head of a request. */
    static Optional<ForwardedHead> parse(String text) {
        String[] lines = text.split("\r?\n", -1);
        int first = lines[0].indexOf(' ');
        int last = lines[0].lastIndexOf(' ');
        if (first <= 0 || last <= first + 1) {
            return Optional.empty();
        }
        return fields(lines, 1)
                .map(headers -> new ForwardedHead(
                        lines[0].substring(0, first),
                        lines[0].substring(first + 1, last),
                        lines[0].substring(last + 1),
                        headers));
    }

    /** Parses field lines from an index on; empty where one of them has no name. */
    static Optional<List<FieldLine>> fields(String[] lines, int from) {
        List<FieldLine> fields = new ArrayList<>();
        for (int i = from; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            fields.add(new FieldLine(lines[i].substring(0, colon), trim(lines[i].substring(colon + 1))));
        }
        return Optional.of(fields);
    }

    Optional<String> first(String name) {
        return headers.stream()
                .filter(line -> line.is(name))
                .map(FieldLine::value)
                .findFirst();
    }

    boolean chunked() {
        return first("Transfer-Encoding").isPresent();
    }

    boolean expectsContinue() {
        boolean expected = first("Expect")
                .filter(value -> value.equalsIgnoreCase("100-continue"))
                .isPresent();
        return expected && !version.equals("HTTP/1.0");
    }

    /** Tells whether nothing may follow the response on the connection (RFC 9112 §9.3). */
    boolean asksToClose() {
        List<String> options = FieldLine.members(headers, "Connection");
        return options.contains("close") || (version.equals("HTTP/1.0") && !options.contains("keep-alive"));
    }

    private static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isWhitespace(value.charAt(from))) {
            from++;
        }
        while (to > from && isWhitespace(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t';
    }
}
