// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host in a target: a name or address as given, a CIDR block, or a glob over names and addresses. */
sealed interface HostPattern {

    boolean matches(String given, @Nullable InetAddress address);

    /** Reads {@code name}, {@code 10.0.0.1}, {@code 10.0.0.0/8}, {@code fd00::/8} or {@code *.example.test}. */
    static HostPattern parse(String word) {
        String text = word.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("target host must not be empty: \"" + word + "\"");
        }
        if (text.indexOf('/') >= 0) {
            return Block.parse(text);
        }
        if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
            return new Glob(
                    Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q")));
        }
        return new Exact(text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text);
    }

    private static boolean literal(String text) {
        return text.indexOf(':') >= 0
                || (!text.isEmpty() && text.chars().allMatch(c -> c == '.' || Character.isDigit(c)));
    }

    private static InetAddress literalAddress(String text) {
        if (!literal(text)) {
            throw new IllegalArgumentException("CIDR block must start with an address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address must be readable: " + text, e);
        }
    }

    /** The host as the program gave it, or its address where the pattern is an address. */
    record Exact(String host) implements HostPattern {
        @Override
        public boolean matches(String given, @Nullable InetAddress address) {
            return given.toLowerCase(Locale.ROOT).equals(host)
                    || (address != null && literal(host) && address.equals(literalAddress(host)));
        }
    }

    /** A glob. */
    record Glob(Pattern pattern) implements HostPattern {
        @Override
        public boolean matches(String given, @Nullable InetAddress address) {
            return pattern.matcher(given.toLowerCase(Locale.ROOT)).matches()
                    || (address != null
                            && pattern.matcher(address.getHostAddress()).matches());
        }
    }

    /** A block of addresses. */
    final class Block implements HostPattern {

        private final byte[] network;
        private final int bits;

        private Block(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static Block parse(String text) {
            int slash = text.indexOf('/');
            byte[] network = literalAddress(text.substring(0, slash)).getAddress();
            String length = text.substring(slash + 1);
            int bits = length.matches("\\d{1,3}") ? Integer.parseInt(length) : -1;
            if (bits < 0 || bits > network.length * 8) {
                throw new IllegalArgumentException("CIDR prefix must be from 0 to " + network.length * 8 + ": " + text);
            }
            return new Block(network, bits);
        }

        @Override
        public boolean matches(String given, @Nullable InetAddress address) {
            if (address == null) {
                return false;
            }
            byte[] other = address.getAddress();
            if (other.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(network, 0, whole, other, 0, whole)) {
                return false;
            }
            int mask = bits % 8 == 0 ? 0 : (0xFF << (8 - bits % 8)) & 0xFF;
            return mask == 0 || (network[whole] & mask) == (other[whole] & mask);
        }
    }
}
