// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Tells, leniently, which requests a sequence of sent octets holds; decides how responses are framed, judges nothing.
 *
 * <p>Requests are sent malformed on purpose, so there is often no right answer: the scan takes bare LF for a line end,
 * prefers Transfer-Encoding to Content-Length and takes the first decimal number of the latter. It ends quietly at
 * anything it cannot follow. Time and memory are linear in the number of octets.
 */
public final class RequestScanner {

    private final Octets sent;
    private final List<String> methods = new ArrayList<>();
    private int position;

    private RequestScanner(Octets sent) {
        this.sent = sent;
    }

    /**
     * Returns the methods of the requests in order, as far as they can be told.
     *
     * <p>A last request that is not complete counts when its method is complete, that is, when whitespace or a line end
     * follows it.
     *
     * @param sent everything that was sent on one connection
     */
    public static List<String> methods(Octets sent) {
        RequestScanner scanner = new RequestScanner(sent);
        while (scanner.readRequest()) {
            // the scanner collects the methods
        }
        return List.copyOf(scanner.methods);
    }

    /**
     * Tells whether the octets end where a request ends, as far as that can be told: nothing of another one has begun.
     *
     * @param sent everything that was sent on one connection
     */
    public static boolean endsWithRequest(Octets sent) {
        RequestScanner scanner = new RequestScanner(sent);
        int end = 0;
        while (scanner.readRequest()) {
            end = scanner.position;
        }
        return end > 0 && end == sent.length();
    }

    private boolean readRequest() {
        skip("\r\n");
        int start = position;
        while (position < sent.length() && " \t\r\n".indexOf(sent.at(position)) < 0) {
            position++;
        }
        if (position == start || position == sent.length()) {
            return false;
        }
        methods.add(sent.slice(start, position).toLatin1());
        return skipLine() && readBody(new Fields());
    }

    private boolean readBody(Fields fields) {
        if (!fields.read()) {
            return false;
        }
        return fields.chunked ? skipChunks() : skipOctets(fields.contentLength.orElse(0));
    }

    private boolean skipChunks() {
        while (position < sent.length()) {
            OptionalLong octets = chunkSize();
            if (octets.isEmpty() || !skipLine()) {
                return false;
            }
            if (octets.getAsLong() == 0) {
                return new Fields().read();
            }
            if (!skipOctets(octets.getAsLong()) || !skipLineEnd()) {
                return false;
            }
        }
        return false;
    }

    private OptionalLong chunkSize() {
        skip(" \t");
        int start = position;
        long octets = 0;
        while (position < sent.length() && Grammar.hexValue(sent.at(position)) >= 0) {
            // saturates above any length there can be
            octets = Math.min(Integer.MAX_VALUE, octets << 4 | Grammar.hexValue(sent.at(position)));
            position++;
        }
        return position == start ? OptionalLong.empty() : OptionalLong.of(octets);
    }

    private boolean skipOctets(long octets) {
        if (octets > sent.length() - position) {
            return false;
        }
        position += (int) octets;
        return true;
    }

    private boolean skipLineEnd() {
        if (position < sent.length() && sent.at(position) == '\r') {
            position++;
        }
        if (position < sent.length() && sent.at(position) == '\n') {
            position++;
        }
        return true;
    }

    private boolean skipLine() {
        int lineFeed = sent.indexOf('\n', position);
        position = lineFeed < 0 ? sent.length() : lineFeed + 1;
        return lineFeed >= 0;
    }

    private void skip(String octets) {
        while (position < sent.length() && octets.indexOf(sent.at(position)) >= 0) {
            position++;
        }
    }

    /** The fields of one section that say where the request ends. */
    private final class Fields {

        private boolean chunked;
        private OptionalLong contentLength = OptionalLong.empty();
        private String name = "";

        /** Reads up to and including the empty line; returns false where there is none. */
        boolean read() {
            int start = position;
            while (skipLine()) {
                String line = Grammar.trimLineEnd(sent.slice(start, position).toLatin1());
                if (line.isEmpty()) {
                    return true;
                }
                take(line);
                start = position;
            }
            return false;
        }

        private void take(String line) {
            int colon = line.indexOf(':');
            boolean continued = Grammar.isWhitespace(line.charAt(0));
            if (!continued) {
                name = Grammar.trim(colon < 0 ? line : line.substring(0, colon)).toLowerCase(Locale.ROOT);
            }
            takeValue(Grammar.trim(continued ? line : line.substring(colon + 1)));
        }

        private void takeValue(String value) {
            if (name.equals("transfer-encoding")) {
                chunked |= listsChunked(value);
            } else if (name.equals("content-length") && contentLength.isEmpty()) {
                contentLength = leadingDecimal(value);
            }
        }

        /** Tells whether a member of the list is the chunked coding, whatever stands around its name or behind it. */
        private static boolean listsChunked(String value) {
            for (String member : value.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
                int from = 0;
                int to = member.length();
                while (from < to && !Grammar.isTokenOctet(member.charAt(from))) {
                    from++;
                }
                while (to > from && !Grammar.isTokenOctet(member.charAt(to - 1))) {
                    to--;
                }
                if (member.substring(from, to).equals("chunked")) {
                    return true;
                }
            }
            return false;
        }

        private static OptionalLong leadingDecimal(String value) {
            int end = 0;
            long number = 0;
            while (end < value.length() && Grammar.isDigit(value.charAt(end))) {
                number = Math.min(Integer.MAX_VALUE, 10 * number + value.charAt(end) - '0');
                end++;
            }
            return end == 0 ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }
}
