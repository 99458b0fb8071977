// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an echo says that its request goes (RFC 9112 §3.3): the path and query, and the authority, be it of the target
 * or of Host. A server may show an absolute-form target as it came or reduced to its origin-form.
 *
 * @param scheme the scheme in lower case; empty where the target has none
 * @param authority the authority of an absolute-form target, otherwise what Host says; empty where neither shows one
 * @param path path and query, or the whole target where it is no URI of HTTP
 */
record ShownTarget(String scheme, String authority, String path) {

    private static final Pattern ABSOLUTE_FORM = Pattern.compile("(?i)(https?)://([^/?]*)([/?].*)?", Pattern.DOTALL);

    private static final String HOST = "host";

    /** The field by which our nginx configuration hands on Host as it was received, in order to show it. */
    private static final Octets OWN_FIELD = Octets.latin1("\nSchism-Version:");

    /** Reads what an echo shows. */
    static ShownTarget of(EchoedRequest echo) {
        Matcher matcher = ABSOLUTE_FORM.matcher(echo.target());
        if (!matcher.matches()) {
            return new ShownTarget("", host(echo), echo.target());
        }
        String rest = matcher.group(3) == null ? "" : matcher.group(3);
        String authority = matcher.group(2).split("#", 2)[0];
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return new ShownTarget(matcher.group(1).toLowerCase(Locale.ROOT), authority, path);
    }

    /**
     * Returns Host, where it tells which authority the server took. What our nginx hands on to its echo is the field
     * that came, whatever nginx itself made of the target.
     */
    private static String host(EchoedRequest echo) {
        boolean handedOn =
                echo.raw().filter(raw -> raw.indexOf(OWN_FIELD, 0) >= 0).isPresent();
        List<String> hosts = FieldLine.values(echo.headers(), HOST);
        return handedOn || hosts.size() != 1 ? "" : Tokens.trim(hosts.get(0));
    }

    /** Tells whether the target was shown in absolute-form. */
    boolean isAbsolute() {
        return !scheme.isEmpty();
    }

    /** Tells whether paths and queries are the same, and schemes where both are shown. */
    boolean samePath(ShownTarget other) {
        boolean sameScheme = !isAbsolute() || !other.isAbsolute() || scheme.equals(other.scheme);
        return sameScheme && path.equals(other.path);
    }

    /**
     * Tells whether the authorities are the same, or cannot be compared: a side shows none, or both show Host alone,
     * which is compared as a field. User information is no part of Host (RFC 9110 §4.2.4).
     */
    boolean sameAuthority(ShownTarget other) {
        if (!isAbsolute() && !other.isAbsolute()) {
            return true;
        }
        if (isAbsolute() && other.isAbsolute()) {
            return usual(authority, scheme).equals(usual(other.authority, other.scheme));
        }
        String common = isAbsolute() ? scheme : other.scheme;
        String mine = usual(withoutUser(authority), common);
        String others = usual(withoutUser(other.authority), common);
        return mine.isEmpty() || others.isEmpty() || mine.equals(others);
    }

    private static String withoutUser(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Spells an authority as usual: the case of a host and the port of the scheme tell nothing (RFC 9110 §4.2.3). */
    private static String usual(String authority, String scheme) {
        int host = authority.lastIndexOf('@') + 1;
        String lower = authority.substring(0, host) + authority.substring(host).toLowerCase(Locale.ROOT);
        return lower.replaceFirst(scheme.equals("https") ? ":(?:443)?$" : ":(?:80)?$", "");
    }
}
