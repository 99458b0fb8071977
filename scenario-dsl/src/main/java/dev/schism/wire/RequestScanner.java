// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;

/**
 * Tells, leniently, which requests a sequence of sent octets holds; decides how responses are framed, judges nothing.
 */
public final class RequestScanner {

    private RequestScanner() {}

    /** Returns the methods of the requests in order, as far as they can be told. */
    public static List<String> methods(Octets sent) {
        throw new UnsupportedOperationException();
    }
}
