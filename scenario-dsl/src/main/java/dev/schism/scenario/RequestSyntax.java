// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.Escapes;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.regex.Pattern;

/** What the parts of a well-formed request may be spelt with. */
final class RequestSyntax {

    /** A token (RFC 9110 §5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern TARGET = Pattern.compile("[!-~]+");
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

    /** Field content (RFC 9110 §5.5): visible ASCII, obs-text, spaces and tabs. */
    private static final Pattern VALUE = Pattern.compile("[\t\\x20-\\x7e\\x80-\\xff]*");

    private RequestSyntax() {}

    static String requireToken(String field, String value) {
        return require(TOKEN, field + " must be a token", value);
    }

    static String requireTarget(String value) {
        return require(TARGET, "target must be visible ASCII without spaces", value);
    }

    static String requireVersion(String value) {
        return require(VERSION, "version must be HTTP/, a digit, a dot and a digit", value);
    }

    /** Returns a field line of a header or trailer section. */
    static FieldLine field(String section, String name, String value) {
        requireToken(section + " name", name);
        require(VALUE, section + " " + name + " must be a field value without control characters", value);
        return new FieldLine(name, value);
    }

    private static String require(Pattern pattern, String what, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + ": '" + visible(value) + "'");
        }
        return value;
    }

    private static String visible(String value) {
        return value.chars().allMatch(c -> c <= 0xFF) ? Escapes.escape(Octets.latin1(value)) : value;
    }

    static void append(StringBuilder section, FieldLine field) {
        section.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
}
