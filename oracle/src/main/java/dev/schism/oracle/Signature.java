// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes two divergences the same one: stays the same when only irrelevant octets of the scenario change.
 *
 * @param category the category
 * @param differences the kinds of difference in a fixed order, such as {@code status:400-200} or {@code end:fin-open}
 * @param traits what is unusual in the octets sent, by name in a fixed order, such as {@code host-missing}
 */
public record Signature(Category category, List<String> differences, List<String> traits) {

    /** Longest readable part of a {@linkplain #slug() slug}. */
    public static final int MAX_READABLE = 80;

    private static final int HASH_OCTETS = 4;

    /** Copies the lists. */
    public Signature {
        differences = List.copyOf(differences);
        traits = List.copyOf(traits);
    }

    /** Tells whether another signature shows the same difference, whatever caused it. */
    public boolean sameDifference(Signature other) {
        return category == other.category && differences.equals(other.differences);
    }

    /** Returns the whole signature in one line. */
    public String text() {
        return category + " [" + String.join(" ", differences) + "] [" + String.join(" ", traits) + "]";
    }

    /**
     * Returns a name for a directory: a readable part of at most {@value #MAX_READABLE} lower-case letters, digits and
     * dashes, a dash, and the first eight hexadecimal digits of the SHA-256 of {@link #text()}.
     */
    public String slug() {
        String readable = readable();
        return (readable.isEmpty() ? "" : readable + "-") + hash();
    }

    private String readable() {
        String words = Stream.concat(
                        differences.isEmpty() ? Stream.of(category.name()) : differences.stream(), traits.stream())
                .collect(Collectors.joining("-"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        int from = words.startsWith("-") ? 1 : 0;
        int to = Math.min(from + MAX_READABLE, words.length());
        return words.substring(from, to > from && words.charAt(to - 1) == '-' ? to - 1 : to);
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
