// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.util.Locale;
import java.util.Set;

/** Fields that frame, route or authenticate a request, so that merging them from a trailer section does harm. */
public final class SensitiveFields {

    private static final Set<String> NAMES = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "transfer-encoding",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto");

    private SensitiveFields() {}

    /** Tells whether a field of that name, in any case, is one of them. */
    public static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
