// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is unusual in a request line (RFC 9112 §3). */
final class RequestLineTraits {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~-]+):[0-9]*");
    private static final Pattern AUTHORITY_PREFIX = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)/(?:\\.|%2e){1,2}(?:/|$)");

    private RequestLineTraits() {}

    static void scan(RequestLine line, Set<Trait> found) {
        if (line.spaced()) {
            found.add(Trait.REQUEST_LINE_SPACES);
        }
        method(line.method(), found);
        version(line.version(), found);
        if (line.target().isEmpty()) {
            found.add(Trait.TARGET_EMPTY);
        } else {
            form(line, found);
            octets(line.target(), found);
            path(line.target(), found);
        }
    }

    private static void method(String method, Set<Trait> found) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (method.isEmpty()) {
            found.add(Trait.METHOD_EMPTY);
        } else if (!Tokens.isToken(method)) {
            found.add(Trait.METHOD_INVALID);
        } else if (!METHODS.contains(upper)) {
            found.add(Trait.METHOD_UNKNOWN);
        } else if (!method.equals(upper)) {
            found.add(Trait.METHOD_LOWER);
        }
        switch (method) {
            case "HEAD" -> found.add(Trait.METHOD_HEAD);
            case "CONNECT" -> found.add(Trait.METHOD_CONNECT);
            case "TRACE" -> found.add(Trait.METHOD_TRACE);
            default -> {}
        }
    }

    private static void version(String version, Set<Trait> found) {
        String upper = version.toUpperCase(Locale.ROOT);
        if (version.isEmpty()) {
            found.add(Trait.VERSION_MISSING);
        } else if (!isVersion(upper)) {
            found.add(Trait.VERSION_MALFORMED);
        } else if (!upper.startsWith("HTTP/1.")) {
            found.add(Trait.VERSION_MAJOR);
        } else if (!upper.equals("HTTP/1.1") && !upper.equals("HTTP/1.0")) {
            found.add(Trait.VERSION_MINOR);
        } else if (!version.equals(upper)) {
            found.add(Trait.VERSION_LOWER);
        }
        if (upper.equals("HTTP/1.0")) {
            found.add(Trait.VERSION_1_0);
        }
    }

    private static boolean isVersion(String upper) {
        return upper.length() == "HTTP/1.1".length()
                && upper.startsWith("HTTP/")
                && Tokens.isDigit(upper.charAt(5))
                && upper.charAt(6) == '.'
                && Tokens.isDigit(upper.charAt(7));
    }

    private static void form(RequestLine line, Set<Trait> found) {
        String target = line.target();
        if (target.startsWith("/")) {
            return;
        }
        if (target.equals("*")) {
            found.add(Trait.TARGET_ASTERISK);
        } else if (ABSOLUTE.matcher(target).matches()) {
            found.add(Trait.TARGET_ABSOLUTE);
        } else if (AUTHORITY.matcher(target).matches()) {
            found.add(Trait.TARGET_AUTHORITY);
        } else {
            found.add(Trait.TARGET_OTHER);
        }
    }

    private static void octets(String target, Set<Trait> found) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c != ' ' && !UriOctets.isAllowed(c)) {
                found.add(Trait.TARGET_INVALID_OCTET);
                break;
            }
        }
        if (UriOctets.hasBrokenPercentEncoding(target)) {
            found.add(Trait.TARGET_PERCENT_INVALID);
        } else if (target.indexOf('%') >= 0) {
            found.add(Trait.TARGET_PERCENT);
        }
        if (target.contains("%00")) {
            found.add(Trait.TARGET_PERCENT_NUL);
        }
    }

    private static void path(String target, Set<Trait> found) {
        String whole = UriOctets.beforeQuery(target);
        String path =
                whole.startsWith("/") ? whole : AUTHORITY_PREFIX.matcher(whole).replaceFirst("");
        if (mayHaveDotSegment(path) && DOT_SEGMENT.matcher(path).find()) {
            found.add(Trait.TARGET_DOT_SEGMENT);
        }
        if (path.contains("//")) {
            found.add(Trait.TARGET_EMPTY_SEGMENT);
        }
    }

    private static boolean mayHaveDotSegment(String path) {
        return path.contains("/.") || path.contains("/%2");
    }
}
