// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.Departure;
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
 * @param reference what the reference did, such as {@code 400}, {@code waiting}, {@code closed} or {@code open};
 *     {@code sent} or {@code other} where it is known who shows what was sent
 * @param target the same of the target
 */
public record Way(String kind, String reference, String target) {

    /** The kind of a difference in what became of a request. */
    public static final String EXCHANGE = "exchange";

    /** The kind of a difference in how connections ended. */
    public static final String END = "end";

    /** Begins the kinds of differences in what was understood of requests. */
    static final String SEEN = "seen-";

    /** Begins the kinds of differences in the form of responses. */
    static final String FORM = "form:";

    /** Label of a side that shows what was sent. */
    static final String SENT = "sent";

    /** Label of a side that shows something else. */
    static final String OTHER = "other";

    private static final List<String> EXCHANGES = List.of("status:", "statuses:", "failure:", "timeout:");
    /** What a client would see first, and what lets a smuggled request through. */
    private static final List<String> GRAVEST_FIRST =
            List.of("status:", "failure:", "timeout:", "statuses:", SEEN, "leftover:", FORM, "body", "header:", "end:");

    private static final Pattern LABELS = Pattern.compile(
            "([0-9]+(?:cut)?|none|some|waiting|closed|reset|truncated|no-http|other|open|fin|rst)-(.+)");
    private static final String NONE = "none";

    /** Returns how a divergence shows. */
    public static Way of(Divergence divergence) {
        String kind = principal(divergence.signature());
        if (kind.startsWith(SEEN)) {
            return seen(divergence, kind);
        }
        int colon = kind.indexOf(':');
        Matcher labels = LABELS.matcher(kind.substring(colon + 1));
        if (colon < 0 || !labels.matches()) {
            return new Way(kind, "", "");
        }
        String name = isExchange(kind) ? EXCHANGE : kind.substring(0, colon);
        return new Way(
                name, label(labels.group(1), divergence.reference()), label(labels.group(2), divergence.target()));
    }

    /** Labels the sides where a flawless request tells which of them shows what was not sent. */
    private static Way seen(Divergence divergence, String kind) {
        return switch (Departure.of(divergence, kind.substring(SEEN.length()))) {
            case REFERENCE -> new Way(kind, OTHER, SENT);
            case TARGET -> new Way(kind, SENT, OTHER);
            case BOTH -> new Way(kind, OTHER, OTHER);
            case UNKNOWN -> new Way(kind, "", "");
        };
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

    /** Tells whether it is what one side alone does wrong with its responses, whatever they answer. */
    boolean isOfForm() {
        return kind.startsWith(FORM);
    }

    /**
     * Returns what is the same for all differences of this way, such as {@code refused-accepted}. Who shows what was
     * not sent is left out: it is known of flawless requests only, and a server that shows those wrong shows others
     * wrong as well.
     */
    public String key() {
        if (isExchange()) {
            return (Fate.of(reference) + "-" + Fate.of(target)).toLowerCase(Locale.ROOT);
        }
        return reference.isEmpty() || kind.startsWith(SEEN) ? kind : kind + ":" + reference + "-" + target;
    }

    /** Tells whether it rests on a side that did nothing while it was watched. */
    public boolean isOfWaiting() {
        if (isExchange()) {
            return Fate.of(reference) == Fate.WAITING || Fate.of(target) == Fate.WAITING;
        }
        return kind.equals(END) && (reference.equals("open") || target.equals("open"));
    }

    /**
     * Tells whether another way hides this one: one side does the same in both and does not accept, and the other side,
     * which accepts here, does not there, for a reason of its own.
     */
    public boolean isHiddenBy(Way other) {
        if (!isExchange() || !other.isExchange()) {
            return false;
        }
        boolean referenceStays = reference.equals(other.reference) && Fate.of(target) == Fate.ACCEPTED;
        boolean targetStays = target.equals(other.target) && Fate.of(reference) == Fate.ACCEPTED;
        return Fate.of(other.reference) != Fate.ACCEPTED
                && Fate.of(other.target) != Fate.ACCEPTED
                && (referenceStays || targetStays);
    }

    /** Tells whether both sides refuse, with the same codes as in another way. */
    boolean isSameRefusal(Way other) {
        return isRefusal() && reference.equals(other.reference) && target.equals(other.target);
    }

    /**
     * Tells whether a side that keeps a connection which the other one ends does so here and there, be it that it goes
     * on answering.
     */
    boolean keepsLike(Way other) {
        return !keeper().isEmpty() && keeper().equals(other.keeper());
    }

    /** Returns the same where only half a request was sent: a close is then no more than the end of the waiting. */
    String keyOfHalf() {
        return isExchange() ? key().replace("closed", "waiting") : key();
    }

    /** Returns what is the same for all ways that may be one. */
    String family() {
        return keeper().isEmpty() ? key() : "kept-by-" + keeper();
    }

    private String keeper() {
        if (isExchange()) {
            return keeper(isAnswer(reference), reference.equals("closed"), isAnswer(target), target.equals("closed"));
        }
        return kind.equals(END)
                ? keeper(reference.equals("open"), isGone(reference), target.equals("open"), isGone(target))
                : "";
    }

    private static String keeper(boolean kept, boolean ended, boolean keptByTarget, boolean endedByTarget) {
        if (kept && endedByTarget) {
            return "reference";
        }
        return ended && keptByTarget ? "target" : "";
    }

    private static boolean isAnswer(String label) {
        return Fate.of(label) == Fate.ACCEPTED || Fate.of(label) == Fate.REFUSED;
    }

    private static boolean isGone(String label) {
        return label.equals("fin") || label.equals("rst");
    }

    /** Tells whether both sides refuse, each in its own way. */
    public boolean isRefusal() {
        return isExchange() && Fate.of(reference) == Fate.REFUSED && Fate.of(target) == Fate.REFUSED;
    }
}
