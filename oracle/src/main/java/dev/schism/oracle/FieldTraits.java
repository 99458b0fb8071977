// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.request.HostValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what is unusual in the fields that decide about routing and the connection. */
final class FieldTraits {

    /** Fields beyond this many are more than some servers take by default. */
    static final int MANY_FIELDS = 100;

    /** Request fields with one value, and the lists that are understood as a whole; framing and Host apart. */
    private static final Set<String> ONCE = Set.of(
            "authorization",
            "content-location",
            "content-range",
            "content-type",
            "date",
            "expect",
            "from",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "max-forwards",
            "proxy-authorization",
            "range",
            "referer",
            "user-agent");

    private FieldTraits() {}

    static void scan(RequestLine line, FieldSection fields, Set<Trait> found) {
        host(line, fields, found);
        number(fields, found);
        if (fields.has("expect")) {
            found.add(Trait.EXPECT);
            if (!fields.elements("expect").allMatch("100-continue"::equals)) {
                found.add(Trait.EXPECT_UNKNOWN);
            }
        }
        if (fields.has("te")) {
            found.add(Trait.ACCEPTS_CODINGS);
        }
        if (fields.has("upgrade")) {
            found.add(Trait.UPGRADE);
        }
        if (fields.has("connection")) {
            connection(line, fields, found);
        }
    }

    private static void connection(RequestLine line, FieldSection fields, Set<Trait> found) {
        if (fields.elements("connection").anyMatch("close"::equals)) {
            found.add(Trait.CONNECTION_CLOSE);
        }
        if (!fields.elements("connection").allMatch(option -> option.isEmpty() || Tokens.isToken(option))) {
            found.add(Trait.CONNECTION_INVALID);
        }
        if (line.isVersion10() && fields.elements("connection").anyMatch("keep-alive"::equals)) {
            found.add(Trait.KEEP_ALIVE_1_0);
        }
    }

    private static void number(FieldSection fields, Set<Trait> found) {
        if (fields.fields().size() > MANY_FIELDS) {
            found.add(Trait.MANY_FIELDS);
        }
        Set<String> seen = new HashSet<>();
        for (SentField field : fields.fields()) {
            if (ONCE.contains(field.name()) && !seen.add(field.name())) {
                found.add(Trait.FIELD_REPEATED);
            }
        }
    }

    private static void host(RequestLine line, FieldSection fields, Set<Trait> found) {
        List<SentField> hosts = fields.named("host");
        boolean needed =
                fields.ended() && !line.isVersion10() && !line.version().isEmpty();
        if (hosts.isEmpty() && needed) {
            found.add(Trait.HOST_MISSING);
        }
        if (hosts.size() > 1) {
            found.add(Trait.HOST_MULTIPLE);
        }
        for (SentField host : hosts) {
            String value = host.value();
            if (HostValue.hasEmptyLabel(value)) {
                found.add(Trait.HOST_EMPTY_LABEL);
            }
            if (value.isEmpty()) {
                found.add(Trait.HOST_EMPTY);
            } else if (!HostValue.isValid(value)) {
                found.add(Trait.HOST_INVALID);
            }
        }
    }
}
