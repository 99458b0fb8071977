// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Signature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The directory name of an entry: what differs, then between whom. */
final class EntryName {

    /** Longest name; file systems commonly allow 255 octets, and temporary names are longer than this one. */
    static final int MAX_LENGTH = 160;

    /** Longest server name within an entry name. */
    private static final int MAX_SERVER = 32;

    private static final int HASH_DIGITS = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9.]+");

    private EntryName() {}

    /**
     * Returns the name for a signature and two servers. Where the readable form loses something, because it was too
     * long or held other characters, a short hash of the whole keeps different signatures apart.
     */
    static String of(Signature signature, String reference, String target) {
        String servers = plain(reference, MAX_SERVER) + "-vs-" + plain(target, MAX_SERVER);
        String slug = slug(signature);
        int room = MAX_LENGTH - servers.length() - 2 - HASH_DIGITS - 1;
        String kept = plain(slug, room);
        boolean lossy = !kept.equals(slug)
                || !servers.equals(reference.toLowerCase(Locale.ROOT) + "-vs-" + target.toLowerCase(Locale.ROOT));
        String hash = lossy ? "-" + hash(signature + "\n" + reference + "\n" + target) : "";
        return kept + hash + "--" + servers;
    }

    /** Tells whether a text can be the name of an entry; anything else could leave the corpus directory. */
    static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    }

    private static String slug(Signature signature) {
        String all = signature.category() + "-" + String.join("-", signature.differences());
        String traits = signature.traits().isEmpty() ? "" : "-by-" + String.join("-", signature.traits());
        return plain(all + traits, Integer.MAX_VALUE);
    }

    private static String plain(String text, int limit) {
        String lower = FOREIGN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
        int start = 0;
        while (start < lower.length() && !Character.isLetterOrDigit(lower.charAt(start))) {
            start++;
        }
        int end = Math.min(lower.length(), start + Math.min(limit, lower.length()));
        while (end > start && lower.charAt(end - 1) == '-') {
            end--;
        }
        return end > start ? lower.substring(start, end) : "x";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
