// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a lenient reader frames the content of a request (RFC 9112 §6.3); finds what is unusual in it.
 *
 * @param kind how the content ends
 * @param length number of octets of content where {@code kind} is {@link Kind#LENGTH}, otherwise 0
 */
record RequestFraming(Kind kind, long length) {

    enum Kind {
        NONE,
        LENGTH,
        CHUNKED,
        /** Servers may disagree about where the content ends. */
        UNCLEAR
    }

    /** Content beyond this is large: what many servers allow at most by default. */
    static final long LARGE_BODY_OCTETS = 1024 * 1024;

    private static final Pattern LENGTH = Pattern.compile("0*([0-9]{1,18})");
    private static final Set<String> NO_CONTENT_METHODS = Set.of("GET", "HEAD", "TRACE");

    static RequestFraming scan(RequestLine line, FieldSection fields, Set<Trait> found) {
        RequestFraming byLength = lengths(fields, found);
        RequestFraming framing = byLength;
        if (fields.has("transfer-encoding")) {
            if (fields.has("content-length")) {
                found.add(Trait.CL_AND_TE);
            }
            if (line.isVersion10()) {
                found.add(Trait.TE_1_0);
            }
            framing = new RequestFraming(TransferEncodingTraits.scan(fields, found) ? Kind.CHUNKED : Kind.UNCLEAR, 0);
        }
        if (framing.length > LARGE_BODY_OCTETS) {
            found.add(Trait.BODY_LARGE);
        }
        boolean content = framing.kind != Kind.NONE && (framing.kind != Kind.LENGTH || framing.length > 0);
        if (content && NO_CONTENT_METHODS.contains(line.method())) {
            found.add(Trait.BODY_ON_GET);
        }
        return framing;
    }

    private static RequestFraming lengths(FieldSection fields, Set<Trait> found) {
        if (!fields.has("content-length")) {
            return new RequestFraming(Kind.NONE, 0);
        }
        if (fields.named("content-length").size() > 1) {
            found.add(Trait.CL_MULTIPLE);
        }
        if (fields.named("content-length").stream()
                .anyMatch(field -> field.rawValue().contains(","))) {
            found.add(Trait.CL_LIST);
        }
        List<String> values = fields.elements("content-length").toList();
        if (values.stream().distinct().count() > 1) {
            found.add(Trait.CL_CONFLICT);
        }
        values.forEach(value -> spelling(value, found));
        boolean clear = values.stream().distinct().count() == 1
                && LENGTH.matcher(values.get(0)).matches();
        return clear
                ? new RequestFraming(Kind.LENGTH, Long.parseLong(values.get(0)))
                : new RequestFraming(Kind.UNCLEAR, 0);
    }

    private static void spelling(String value, Set<Trait> found) {
        if (!LENGTH.matcher(value).matches()) {
            found.add(Trait.CL_INVALID);
        } else if (value.length() > 1 && value.startsWith("0")) {
            found.add(Trait.CL_SPELLING);
        }
    }
}
