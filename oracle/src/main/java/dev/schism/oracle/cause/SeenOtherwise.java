// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what differs where it is no deed: what was understood, or what the answers hold.
 *
 * @param way how the difference shows
 * @param reference name of the reference
 * @param target name of the target
 */
record SeenOtherwise(Way way, String reference, String target) {

    private static final String SEEN_FIELD = Way.SEEN + "header:";
    private static final String SEEN_NOTHING = Way.SEEN + "echo-missing-on-";
    private static final Pattern FIELD =
            Pattern.compile("(?:(.+)-)?(missing-on-target|missing-on-reference|combined|value)");
    private static final Pattern ONE_SIDE = Pattern.compile("(.+)-on-(target|reference)");

    /** What a side does by whose response this is found, for people. */
    private static final Map<String, String> DEEDS = Map.ofEntries(
            Map.entry("leading-empty-line", "sends empty lines before a response"),
            Map.entry("status-line", "sends a malformed status line"),
            Map.entry("bare-lf", "ends lines of a response with LF alone"),
            Map.entry("bare-cr", "sends a CR without LF in a response"),
            Map.entry("field-line", "sends a malformed field line"),
            Map.entry("space-before-colon", "sends a space before the colon of a field"),
            Map.entry("obs-fold", "folds a field line of a response"),
            Map.entry("control-octet", "sends a control octet in the head of a response"),
            Map.entry("content-length", "sends a Content-Length that is no number"),
            Map.entry("content-length-repeated", "sends the same Content-Length twice"),
            Map.entry("content-length-conflict", "sends several lengths that differ"),
            Map.entry("transfer-encoding-and-content-length", "sends Content-Length beside Transfer-Encoding"),
            Map.entry("transfer-encoding", "sends a Transfer-Encoding that does not frame the content"),
            Map.entry("transfer-encoding-version", "sends Transfer-Encoding in a response below HTTP/1.1"),
            Map.entry("framing-forbidden", "sends a length or a transfer coding in a response without content"),
            Map.entry("chunk-size", "sends a malformed chunk size"),
            Map.entry("chunk-terminator", "sends chunk data that no CRLF follows"),
            Map.entry("unexpected-content", "sends content with a response that has none"),
            Map.entry("coding-for-http10", "answers HTTP/1.0 with a transfer coding"),
            Map.entry("interim-for-http10", "sends an interim response to HTTP/1.0"),
            Map.entry("empty-head", "announces no content by its Content-Length"));

    String text() {
        String kind = way.kind();
        if (kind.startsWith(SEEN_FIELD)) {
            return field(kind.substring(SEEN_FIELD.length()));
        }
        if (kind.startsWith(SEEN_NOTHING)) {
            return oneSide(kind.endsWith("reference"), "answers without showing the request", "shows it");
        }
        if (kind.startsWith(Way.SEEN)) {
            return part(kind.substring(Way.SEEN.length()));
        }
        if (way.isOfForm()) {
            return form(kind.substring(Way.FORM.length()));
        }
        return kind.equals("leftover") ? leftover() : "%s differ in ".formatted(pair()) + responsePart(kind);
    }

    private String pair() {
        return "%s and %s".formatted(reference, target);
    }

    /** Tells what one side does, and what the other one does instead. */
    private String oneSide(boolean ofReference, String deed, String instead) {
        String other = instead.isEmpty() ? "does not" : instead;
        return ofReference
                ? "%s %s, %s %s".formatted(reference, deed, target, other)
                : "%s %s, %s %s".formatted(target, deed, reference, other);
    }

    /** Tells which side shows what was not sent, where that is known. */
    private String part(String name) {
        boolean content = name.equals("body");
        String other = content ? "other content than was sent" : "another %s than was sent".formatted(name);
        boolean ofReference = way.reference().equals(Way.OTHER);
        boolean ofTarget = way.target().equals(Way.OTHER);
        if (ofReference != ofTarget) {
            return "%s sees %s".formatted(ofTarget ? target : reference, other);
        }
        String different = content ? "content" : name.replaceFirst("y$", "ie") + "s";
        return "%s see different %s%s".formatted(pair(), different, ofTarget ? ", and neither what was sent" : "");
    }

    private String form(String kind) {
        Matcher side = ONE_SIDE.matcher(kind);
        return side.matches() && DEEDS.containsKey(side.group(1))
                ? oneSide(side.group(2).equals("reference"), DEEDS.get(side.group(1)), "")
                : "%s differ in the form of their responses".formatted(pair());
    }

    private String leftover() {
        boolean ofReference = way.reference().equals("some");
        boolean ofTarget = way.target().equals("some");
        return ofReference == ofTarget
                ? "%s differ in the octets after the last response".formatted(pair())
                : oneSide(ofReference, "sends octets after its last response", "");
    }

    /** Tells which field is seen otherwise; only well-known ones have their name before the way. */
    private String field(String kind) {
        Matcher field = FIELD.matcher(kind);
        if (!field.matches()) {
            return "%s see different fields".formatted(pair());
        }
        String name = field.group(1) == null ? "a field" : "the field " + field.group(1);
        return switch (field.group(2)) {
            case "missing-on-target" -> "%s sees %s that %s does not".formatted(reference, name, target);
            case "missing-on-reference" -> "%s sees %s that %s does not".formatted(target, name, reference);
            case "combined" -> "%s see %s in a different number of lines".formatted(pair(), name);
            default -> "%s see different values of %s".formatted(pair(), name);
        };
    }

    private static String responsePart(String kind) {
        if (kind.startsWith("header:")) {
            return "the field %s of the response".formatted(kind.substring("header:".length()));
        }
        return kind.equals("body") ? "the content of the response" : kind;
    }
}
