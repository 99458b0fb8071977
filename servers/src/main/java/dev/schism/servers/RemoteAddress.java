// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a server somebody else started.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 * @param tls whether TLS is spoken
 */
public record RemoteAddress(String host, int port, boolean tls) {

    /** How an address is written. */
    public static final String SYNTAX = "HOST:PORT, https://HOST:PORT or tls:HOST:PORT";

    private static final int MAX_PORT = 65535;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?<scheme>https?)://|(?<tls>tls:))?(?:\\[(?<six>[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|(?<name>[^\\s:/@\\[\\]]+)):(?<port>\\d{1,5})/?");

    /** Checks the port. */
    public RemoteAddress {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be from 1 to %d: %d".formatted(MAX_PORT, port));
        }
    }

    /**
     * Parses an address as in {@link #SYNTAX}; {@code http://HOST:PORT} is taken too. Empty where it is written in
     * another way.
     *
     * @throws IllegalArgumentException when the port is out of range
     */
    public static Optional<RemoteAddress> parse(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String six = matcher.group("six");
        boolean tls = matcher.group("tls") != null || "https".equals(matcher.group("scheme"));
        return Optional.of(new RemoteAddress(
                six != null ? six : matcher.group("name"), Integer.parseInt(matcher.group("port")), tls));
    }

    /** Returns the address as it can be parsed again. */
    @Override
    public String toString() {
        return (tls ? "https://" : "") + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
