// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import java.util.List;

/** The parts of a request of which an echo tells whether they are what was sent. */
final class SeenParts {

    static final String METHOD = "method";
    static final String TARGET = "target";
    static final String AUTHORITY = "authority";
    static final String BODY = "body";

    /** Names of the parts, in the order in which they are compared. */
    static final List<String> NAMES = List.of(METHOD, TARGET, AUTHORITY, BODY);

    private SeenParts() {}

    /** Tells whether two requests have the same part, as far as it can be compared. */
    static boolean same(String part, EchoedRequest one, EchoedRequest other) {
        return switch (part) {
            case METHOD -> one.method().equals(other.method());
            case TARGET -> ShownTarget.of(one).samePath(ShownTarget.of(other));
            case AUTHORITY -> ShownTarget.of(one).sameAuthority(ShownTarget.of(other));
            case BODY -> one.body().equals(other.body());
            default -> throw new IllegalArgumentException("part must be one of " + NAMES + ": " + part);
        };
    }

    /** Returns a part for people. */
    static String text(String part, EchoedRequest request) {
        return switch (part) {
            case METHOD -> RequestSeen.excerpt(request.method());
            case TARGET -> RequestSeen.excerpt(ShownTarget.of(request).path());
            case AUTHORITY -> RequestSeen.excerpt(ShownTarget.of(request).authority());
            case BODY -> RequestSeen.excerpt(request.body());
            default -> throw new IllegalArgumentException("part must be one of " + NAMES + ": " + part);
        };
    }
}
