// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.Piece.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The octets of one request, taken apart leniently.
 *
 * @param text one character an octet
 * @param pieces its parts in order
 * @param names the names of its fields in lower case, by where they begin
 */
record RequestText(String text, List<Piece> pieces, NavigableMap<Integer, String> names) {

    private static final Pattern FRAMING = Pattern.compile("\\s*(?:content-length|transfer-encoding)[^a-z0-9-]");

    static RequestText of(String text) {
        List<Piece> pieces = Pieces.of(text);
        NavigableMap<Integer, String> names = new TreeMap<>();
        pieces.stream()
                .filter(piece -> piece.is(Kind.NAME))
                .forEach(name -> names.put(name.from(), name.in(text).toLowerCase(Locale.ROOT)));
        return new RequestText(text, pieces, names);
    }

    /** Returns the name of the field whose value this is, in lower case; empty where there is none. */
    String nameBefore(Piece value) {
        return Optional.ofNullable(names.lowerEntry(value.from()))
                .map(Map.Entry::getValue)
                .orElse("");
    }

    /** Returns the name of a field line in lower case; all of it where it has no colon. */
    String nameOf(Piece field) {
        return field.in(text).split(":", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** Tells whether a field says where the content ends. */
    boolean frames(Piece field) {
        return FRAMING.matcher(field.in(text).toLowerCase(Locale.ROOT)).lookingAt();
    }

    Optional<Piece> content() {
        return pieces.stream().filter(piece -> piece.is(Kind.CONTENT)).findFirst();
    }

    int contentLength() {
        return content().map(piece -> piece.to() - piece.from()).orElse(0);
    }

    /** Returns the length of the content that the fields announce, where they frame none or do so by a number. */
    Optional<Integer> announcedLength() {
        if (pieces.stream().noneMatch(piece -> piece.is(Kind.FIELD) && frames(piece))) {
            return Optional.of(0);
        }
        return pieces.stream()
                .filter(piece -> piece.is(Kind.VALUE) && nameBefore(piece).equals("content-length"))
                .map(piece -> piece.in(text))
                .filter(digits -> digits.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .findFirst();
    }
}
