// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.RequestLine;
import java.util.regex.Pattern;

/** Checks request targets strictly (RFC 9112 §3.2, RFC 3986 §2). */
final class EmbeddedTarget {

    private static final String NOT_IN_TARGET = "#\"<>\\^`{|}";

    /** Encoded NUL, CR and LF, and the overlong UTF-8 that some decoders take for them. */
    private static final Pattern ENCODED_CONTROL =
            Pattern.compile("%(00|0d|0a|c0%80|c0%8d|c0%8a)", Pattern.CASE_INSENSITIVE);

    private static final int MAX_PORT = 65535;
    private static final int MAX_PORT_DIGITS = 5;

    private EmbeddedTarget() {}

    /** Tells whether a target has the form that its method asks for and only octets that a target has. */
    static boolean fits(RequestLine line) {
        return formFits(line)
                && line.target().chars().noneMatch(EmbeddedTarget::isForeign)
                && !hasBrokenPercent(line.target())
                && !ENCODED_CONTROL.matcher(line.target()).find();
    }

    private static boolean formFits(RequestLine line) {
        if (line.method().equals("CONNECT")) {
            return line.form() == RequestLine.TargetForm.AUTHORITY && hasHostAndPort(line.target());
        }
        return switch (line.form()) {
            case ORIGIN -> true;
            case ABSOLUTE -> authorityFits(line.authority());
            case ASTERISK -> line.method().equals("OPTIONS");
            case AUTHORITY, NONE -> false;
        };
    }

    private static boolean authorityFits(String authority) {
        return HostValue.isValid(authority) && !HostValue.host(authority).isEmpty();
    }

    private static boolean hasHostAndPort(String target) {
        String port = HostValue.port(target);
        return authorityFits(target)
                && Grammar.isDigits(port)
                && port.length() <= MAX_PORT_DIGITS
                && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= MAX_PORT;
    }

    private static boolean isForeign(int octet) {
        return octet >= 0x80 || Grammar.isControl(octet) || octet == ' ' || NOT_IN_TARGET.indexOf(octet) >= 0;
    }

    private static boolean hasBrokenPercent(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (!HostValue.isPercentEncoded(target, at)) {
                return true;
            }
        }
        return false;
    }
}
