// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Octets to send, with placeholders that are filled in when they are sent.
 *
 * @param parts literal octets and placeholders in order; adjacent literals are joined and empty ones dropped, so that
 *     payloads that send the same are equal
 */
public record Payload(List<Part> parts) {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{(host|port|token)}");

    /** A part of a payload. */
    public sealed interface Part {
        /** Octets that are sent as they are. */
        record Literal(Octets octets) implements Part {}

        /** A placeholder that is filled in. */
        record Filled(Placeholder placeholder) implements Part {}
    }

    /** Joins adjacent literals and drops empty ones. */
    public Payload {
        List<Part> joined = new ArrayList<>();
        List<Octets> run = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                run.add(literal.octets());
            } else {
                endRun(run, joined);
                joined.add(part);
            }
        }
        endRun(run, joined);
        parts = List.copyOf(joined);
    }

    /** Joins a whole run at once, so that many short literals cost no more than one long one. */
    private static void endRun(List<Octets> run, List<Part> joined) {
        Octets octets = run.size() == 1 ? run.get(0) : Octets.concat(run);
        if (!octets.isEmpty()) {
            joined.add(new Part.Literal(octets));
        }
        run.clear();
    }

    /** Returns a payload of exactly these octets; braces in them have no meaning. */
    public static Payload of(Octets octets) {
        return new Payload(List.of(new Part.Literal(octets)));
    }

    /**
     * Returns a payload of ISO-8859-1 text in which {@code {host}}, {@code {port}} and {@code {token}} are
     * placeholders.
     *
     * @throws IllegalArgumentException when a character is above U+00FF
     */
    public static Payload template(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            parts.add(new Part.Literal(Octets.latin1(text.substring(from, matcher.start()))));
            parts.add(new Part.Filled(Placeholder.ofKey(matcher.group(1)).orElseThrow()));
            from = matcher.end();
        }
        parts.add(new Part.Literal(Octets.latin1(text.substring(from))));
        return new Payload(parts);
    }

    /** Returns the octets with the placeholders filled in. */
    public Octets fill(Bindings bindings) {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Literal only) {
            return only.octets();
        }
        List<Octets> filled = new ArrayList<>();
        for (Part part : parts) {
            filled.add(
                    part instanceof Part.Filled hole
                            ? Octets.latin1(bindings.value(hole.placeholder()))
                            : ((Part.Literal) part).octets());
        }
        return Octets.concat(filled);
    }

    /** Returns this payload followed by another. */
    public Payload plus(Payload other) {
        List<Part> both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new Payload(both);
    }

    /** Tells whether nothing is sent. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Tells whether there is no placeholder. */
    public boolean isLiteral() {
        return parts.stream().allMatch(part -> part instanceof Part.Literal);
    }
}
