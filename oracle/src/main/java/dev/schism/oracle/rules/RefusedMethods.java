// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Map;

/**
 * The methods that a server refuses whatever else a request says, and the status with which it does: only GET and HEAD
 * are mandatory (RFC 9110 §9.1). What a request with such a method would have met otherwise, nobody can see. Immutable.
 *
 * @param byMethod the status with which plain requests with a method are refused
 */
public record RefusedMethods(Map<String, Integer> byMethod) {

    /** No method is known to be refused. */
    public static final RefusedMethods NONE = new RefusedMethods(Map.of());

    /** Copies the map. */
    public RefusedMethods {
        byMethod = Map.copyOf(byMethod);
    }

    /** Tells whether a status says that a method is not for this server: 403, 405 or 501. */
    public static boolean isAboutMethod(int status) {
        return status == 403 || status == 405 || status == 501;
    }

    /** Tells whether a status with which a request was refused is explained by its method. */
    boolean explains(String method, int status) {
        return byMethod.getOrDefault(method, 0) == status && status != 0;
    }
}
