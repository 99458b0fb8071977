// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.util.Locale;

/**
 * The request line as it was read.
 *
 * @param method the method, possibly empty
 * @param target the request target, possibly empty
 * @param version the HTTP version as written, empty where there is none
 * @param start index of its first octet
 * @param targetStart index of the first octet of the target
 * @param versionStart index of the first octet of the version
 * @param end index after its last octet, the terminator left out
 */
public record RequestLine(
        String method, String target, String version, int start, int targetStart, int versionStart, int end) {

    /** The forms of a request target (RFC 9112 §3.2). */
    public enum TargetForm {
        /** An absolute path, perhaps with a query. */
        ORIGIN,
        /** A URI with scheme. */
        ABSOLUTE,
        /** A host and a port, for CONNECT. */
        AUTHORITY,
        /** The asterisk, for OPTIONS. */
        ASTERISK,
        /** None of these. */
        NONE
    }

    /** Returns the form of the target; only the start of it is looked at. */
    public TargetForm form() {
        if (target.startsWith("/")) {
            return TargetForm.ORIGIN;
        }
        if (target.equals("*")) {
            return TargetForm.ASTERISK;
        }
        int colon = target.indexOf(':');
        if (colon > 0 && target.startsWith("://", colon) && isScheme(target.substring(0, colon))) {
            return TargetForm.ABSOLUTE;
        }
        return colon > 0 || method.equals("CONNECT") ? TargetForm.AUTHORITY : TargetForm.NONE;
    }

    /** Returns the scheme of an absolute-form target in lower case; empty for other forms. */
    public String scheme() {
        return form() == TargetForm.ABSOLUTE
                ? target.substring(0, target.indexOf(':')).toLowerCase(Locale.ROOT)
                : "";
    }

    /** Returns the authority of an absolute-form target, user information included; empty for other forms. */
    public String authority() {
        if (form() != TargetForm.ABSOLUTE) {
            return "";
        }
        int from = target.indexOf("://") + 3;
        int to = from;
        while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        return target.substring(from, to);
    }

    /**
     * Returns the path of a target in origin-form or absolute-form, without the query; empty for other forms, and where
     * a URI has none.
     */
    public String path() {
        int from = switch (form()) {
            case ORIGIN -> 0;
            case ABSOLUTE -> target.indexOf("://") + 3 + authority().length();
            case AUTHORITY, ASTERISK, NONE -> target.length();
        };
        int to = from;
        while (to < target.length() && "?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        return target.substring(from, to);
    }

    /** Tells whether the version is well-formed: {@code HTTP/}, a digit, a dot and a digit (RFC 9112 §2.3). */
    public boolean hasVersion() {
        return version.length() == 8
                && version.startsWith("HTTP/")
                && Grammar.isDigit(version.charAt(5))
                && version.charAt(6) == '.'
                && Grammar.isDigit(version.charAt(7));
    }

    /** Returns the major version, -1 where the version is not well-formed. */
    public int major() {
        return hasVersion() ? version.charAt(5) - '0' : -1;
    }

    /** Returns the minor version, -1 where the version is not well-formed. */
    public int minor() {
        return hasVersion() ? version.charAt(7) - '0' : -1;
    }

    private static boolean isScheme(String text) {
        return Grammar.isAlpha(text.charAt(0))
                && text.chars().allMatch(c -> Grammar.isAlpha(c) || Grammar.isDigit(c) || "+-.".indexOf(c) >= 0);
    }
}
