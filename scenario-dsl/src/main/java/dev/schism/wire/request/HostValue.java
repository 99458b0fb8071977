// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.util.Set;

/** The value of a Host field or of an authority: {@code uri-host [":" port]} (RFC 9110 §7.2, RFC 3986 §3.2). */
public final class HostValue {

    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final String UNRESERVED_SYMBOLS = "-._~";
    private static final Set<String> NEVER_SERVED = Set.of(".invalid", ".test", ".example");

    private HostValue() {}

    /** Tells whether a value is within the grammar; an empty one is. */
    public static boolean isValid(String value) {
        if (value.startsWith("[")) {
            int end = value.indexOf(']');
            return end > 1 && isIpLiteral(value.substring(1, end)) && isPort(value.substring(end + 1));
        }
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        return isRegName(name) && isPort(colon < 0 ? "" : value.substring(colon));
    }

    /** Tells whether a valid value is of a kind that a hasty parser stumbles over. */
    public static boolean isUnusual(String value) {
        if (value.isEmpty() || !isValid(value)) {
            return false;
        }
        boolean plain =
                host(value).chars().allMatch(c -> Grammar.isAlpha(c) || Grammar.isDigit(c) || c == '.' || c == '-');
        String port = port(value);
        boolean oddPort = value.endsWith(":") || (!port.isEmpty() && !isUsualPort(port));
        return !plain || oddPort || hasEmptyLabel(value);
    }

    /**
     * Tells whether a name has an empty label, such as {@code a..b} or a single dot: within the grammar, but no name of
     * the DNS (RFC 3986 §3.2.2). The dot at the end of a full name makes none.
     */
    public static boolean hasEmptyLabel(String value) {
        String host = host(value);
        return host.startsWith(".") || host.contains("..");
    }

    private static boolean isUsualPort(String port) {
        return port.length() <= 5 && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535;
    }

    /** Tells whether the name is one that is reserved for never being served (RFC 2606). */
    public static boolean isNeverServed(String value) {
        return NEVER_SERVED.stream().anyMatch(host(value)::endsWith);
    }

    /** Returns the host without port. */
    public static String host(String value) {
        int bracket = value.indexOf(']');
        int colon = value.indexOf(':', Math.max(0, bracket));
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** Returns the port without colon, empty where there is none. */
    public static String port(String value) {
        String host = host(value);
        return value.length() > host.length() ? value.substring(host.length() + 1) : "";
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || (text.startsWith(":") && text.chars().skip(1).allMatch(Grammar::isDigit));
    }

    private static boolean isIpLiteral(String text) {
        return text.chars().allMatch(c -> Grammar.isHexDigit(c) || c == ':' || c == '.')
                || (text.startsWith("v") && text.indexOf('.') > 1 && isRegName(text.replace(":", "")));
    }

    private static boolean isRegName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = Grammar.isAlpha(c)
                    || Grammar.isDigit(c)
                    || UNRESERVED_SYMBOLS.indexOf(c) >= 0
                    || SUB_DELIMS.indexOf(c) >= 0;
            if (!plain && !isPercentEncoded(name, i)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a percent sign and two hexadecimal digits stand at an index. */
    public static boolean isPercentEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Grammar.isHexDigit(text.charAt(at + 1))
                && Grammar.isHexDigit(text.charAt(at + 2));
    }
}
