// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.EnumSet;
import java.util.Set;

/** The nine-way answer of one comparison. */
public enum Category {
    /** The normalised responses are equal. */
    OK,
    /** The status codes differ. */
    STATUS_DIFFER,
    /** The status codes agree, the bodies differ. */
    BODY_DIFFER,
    /** Status codes and bodies agree, the header sections differ. */
    HEADER_DIFFER,
    /** The reference answered, the target's connection failed. */
    TARGET_TRANSPORT_FAIL,
    /** The target answered, the reference's connection failed. */
    REFERENCE_TRANSPORT_FAIL,
    /** The reference answered, the target did not in time. */
    TARGET_TIMEOUT,
    /** The target answered, the reference did not in time. */
    REFERENCE_TIMEOUT,
    /** Neither answered, or both answered with the same 4xx or 5xx status code. */
    BOTH_REJECTED;

    /** The categories in which the two sides agree. */
    public static final Set<Category> ACCEPTED = Set.copyOf(EnumSet.of(OK, BOTH_REJECTED));

    /** Tells whether the two sides agree. */
    public boolean isAccepted() {
        return ACCEPTED.contains(this);
    }
}
