// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is unusual in Transfer-Encoding (RFC 9112 §6.1). */
final class TransferEncodingTraits {

    private static final String CHUNKED = "chunked";
    private static final Set<String> REGISTERED =
            Set.of(CHUNKED, "gzip", "deflate", "compress", "x-gzip", "x-compress");

    /** What hides a coding from a strict reader and not from a lenient one. */
    private static final Pattern DISGUISE = Pattern.compile("[\\x00-\\x20\\x7F-\\xFF\"']+");

    private TransferEncodingTraits() {}

    /** Notes what is unusual and tells whether a lenient reader takes the content as chunked. */
    static boolean scan(FieldSection fields, Set<Trait> found) {
        List<SentField> lines = fields.named("transfer-encoding");
        if (lines.size() > 1) {
            found.add(Trait.TE_MULTIPLE);
        }
        List<String> elements = lines.stream()
                .flatMap(line -> Arrays.stream(line.rawValue().split(",", -1)))
                .toList();
        elements.forEach(element -> spelling(Tokens.trim(element), found));
        List<String> codings = elements.stream()
                .map(TransferEncodingTraits::coding)
                .filter(coding -> !coding.isEmpty())
                .toList();
        if (codings.stream().anyMatch(coding -> !coding.equals(CHUNKED) && REGISTERED.contains(coding))) {
            found.add(Trait.TE_COMPRESSION);
        }
        if (codings.isEmpty() || !REGISTERED.containsAll(codings)) {
            found.add(Trait.TE_UNKNOWN);
        }
        int at = codings.indexOf(CHUNKED);
        if (at >= 0 ? at < codings.size() - 1 : !codings.isEmpty()) {
            found.add(Trait.TE_NOT_FINAL);
        }
        return at >= 0;
    }

    private static void spelling(String element, Set<Trait> found) {
        String name = element.split(";", 2)[0];
        if (element.isEmpty()) {
            found.add(Trait.TE_EMPTY_ELEMENT);
        } else if (DISGUISE.matcher(Tokens.trimEnd(name)).find()) {
            found.add(Trait.TE_DISGUISED);
        }
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            found.add(Trait.TE_CASE);
        }
        if (name.length() < element.length()) {
            found.add(Trait.TE_PARAMETER);
        }
    }

    private static String coding(String element) {
        String name = element.split(";", 2)[0];
        return DISGUISE.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
