// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import dev.schism.wire.Observation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a difference shows, wherever on the connection it stands: the first and gravest difference, without what merely
 * follows from it. A server that refuses a request usually closes, so that the end of the connection counts only where
 * nothing else differs.
 *
 * @param kind {@code exchange} where the fates of a request differ, else the kind that a signature names, such as
 *     {@code seen-target} or {@code end}
 * @param reference what the reference did, such as {@code 400}, {@code waiting}, {@code closed} or {@code open}
 * @param target the same of the target
 */
public record Way(String kind, String reference, String target) {

    /** The kind of a difference in what became of a request. */
    public static final String EXCHANGE = "exchange";

    /** The kind of a difference in how connections ended. */
    public static final String END = "end";

    private static final List<String> EXCHANGES = List.of("status:", "statuses:", "failure:", "timeout:");
    /** What a client would see first, and what lets a smuggled request through. */
    private static final List<String> GRAVEST_FIRST =
            List.of("status:", "failure:", "timeout:", "statuses:", "seen-", "leftover:", "body", "header:", "end:");

    private static final Pattern LABELS = Pattern.compile(
            "([0-9]+(?:cut)?|none|some|waiting|closed|reset|truncated|no-http|other|open|fin|rst)-(.+)");
    private static final String NONE = "none";

    /** Returns how a divergence shows. */
    public static Way of(Divergence divergence) {
        String kind = principal(divergence.signature());
        int colon = kind.indexOf(':');
        Matcher labels = LABELS.matcher(kind.substring(colon + 1));
        if (colon < 0 || !labels.matches()) {
            return new Way(kind, "", "");
        }
        String name = isExchange(kind) ? EXCHANGE : kind.substring(0, colon);
        return new Way(
                name, label(labels.group(1), divergence.reference()), label(labels.group(2), divergence.target()));
    }

    private static String principal(Signature signature) {
        return GRAVEST_FIRST.stream()
                .flatMap(prefix -> signature.differences().stream().filter(kind -> kind.startsWith(prefix)))
                .findFirst()
                .orElseGet(() -> signature.differences().stream().findFirst().orElse("nothing"));
    }

    private static boolean isExchange(String kind) {
        return EXCHANGES.stream().anyMatch(kind::startsWith);
    }

    /** Tells what a side did that sent no further response. */
    private static String label(String spelt, Observation observation) {
        if (!spelt.equals(NONE)) {
            return spelt;
        }
        if (!observation.transcript().leftover().isEmpty()) {
            return "no-http";
        }
        return switch (observation.endBeforeProbe()) {
            case FIN -> "closed";
            case RST -> "reset";
            case OPEN -> "waiting";
            case REFUSED, CONNECT_TIMEOUT, FAILED -> "other";
        };
    }

    /** Tells whether the fates of a request differ. */
    public boolean isExchange() {
        return kind.equals(EXCHANGE);
    }

    /** Returns what is the same for all differences of this way, such as {@code refused-accepted}. */
    public String key() {
        if (isExchange()) {
            return (Fate.of(reference) + "-" + Fate.of(target)).toLowerCase(Locale.ROOT);
        }
        return reference.isEmpty() ? kind : kind + ":" + reference + "-" + target;
    }

    /** Tells whether it rests on a side that did nothing while it was watched. */
    public boolean isOfWaiting() {
        if (isExchange()) {
            return Fate.of(reference) == Fate.WAITING || Fate.of(target) == Fate.WAITING;
        }
        return kind.equals(END) && (reference.equals("open") || target.equals("open"));
    }

    /** Tells whether both sides refuse, each in its own way. */
    public boolean isRefusal() {
        return isExchange() && Fate.of(reference) == Fate.REFUSED && Fate.of(target) == Fate.REFUSED;
    }
}
