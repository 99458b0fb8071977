// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

/** What became of a request on one side, as far as it matters for telling causes apart. */
enum Fate {
    /** Answered with 1xx, 2xx or 3xx. */
    ACCEPTED,
    /** Answered with 4xx or 5xx. */
    REFUSED,
    /** No answer, and the connection stayed open. */
    WAITING,
    /** No answer, and the connection ended; FIN and RST are one, since the kernel makes one of the other. */
    CLOSED,
    /** The answer broke off. */
    CUT,
    /** Octets that are no answer. */
    NO_HTTP;

    /** Reads the label that a signature has for a side, such as {@code 400}, {@code waiting} or {@code closed}. */
    static Fate of(String label) {
        if (isStatus(label)) {
            return label.charAt(0) < '4' ? ACCEPTED : REFUSED;
        }
        return switch (label) {
            case "waiting" -> WAITING;
            case "no-http" -> NO_HTTP;
            case "closed", "reset" -> CLOSED;
            default -> label.endsWith("cut") || label.equals("truncated") ? CUT : CLOSED;
        };
    }

    private static boolean isStatus(String label) {
        return label.length() == 3 && label.charAt(0) != '0' && label.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
