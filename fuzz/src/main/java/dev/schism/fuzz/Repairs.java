// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.Piece.Kind;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scenarios in which one thing is as usual that was unusual, all else being the same: what a trait does is found out by
 * taking it away. A repair may make a scenario larger, such as one that adds a missing Host field.
 */
final class Repairs {

    /** Parts of a request that are repaired one by one. */
    static final int MAX_PIECES = 400;

    /** Names of fields with several lines that are left out. */
    private static final int MAX_REPEATED = 8;
    /** More field lines than this are left out at once. */
    private static final int MANY_FIELDS = 100;

    private static final String CRLF = "\r\n";
    private static final String HOST_LINE = "Host: a" + CRLF;
    private static final Map<String, String> VALUES =
            Map.of("host", "a", "transfer-encoding", "chunked", "connection", "keep-alive", "expect", "100-continue");

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");

    /** Octets that no head of a usual request has. */
    private static final List<Pattern> ODD = Stream.of(
                    "\\x00", "\\r(?!\\n)", "\\t", "[\\x80-\\xFF]", "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]")
            .map(Pattern::compile)
            .toList();

    private final RequestText request;
    private final String text;
    private final List<Piece> pieces;
    private final List<Supplier<String>> repaired = new ArrayList<>();

    private Repairs(RequestText request) {
        this.request = request;
        this.text = request.text();
        this.pieces = request.pieces();
    }

    /** Offers the repairs of a scenario, those of whole requests first; some may come to the same. */
    static Stream<Supplier<Scenario>> of(Scenario scenario) {
        return EachRequest.in(scenario, request -> new Repairs(request).all().stream());
    }

    private List<Supplier<String>> all() {
        withoutContent();
        pieces.stream().limit(MAX_PIECES).forEach(this::repair);
        repaired.add(() -> everywhere(Kind.LINE_END, CRLF));
        repaired.add(this::withFewFields);
        withoutRepeated();
        plainOctets();
        repaired.add(() -> withHost(text));
        completed();
        return repaired;
    }

    private void repair(Piece piece) {
        switch (piece.kind()) {
            case LEADING_LINES, INDENT, CHUNK_EXTENSION -> replace(piece, "");
            case FIELD, TRAILER -> field(piece);
            case METHOD -> {
                replace(piece, "GET");
                replace(piece, "POST");
            }
            case GAP -> replace(piece, " ");
            case TARGET -> target(piece);
            case VERSION -> version(piece);
            case NAME -> name(piece);
            case COLON -> replace(piece, ":");
            case PADDING -> replace(piece, piece.in(text).trim().isEmpty() ? " " : "");
            case VALUE -> value(piece);
            case LINE_END -> replace(piece, CRLF);
            case CHUNK_SIZE -> chunkSize(piece);
            case CONTENT, CHUNK_DATA -> {}
        }
    }

    private void field(Piece piece) {
        replace(piece, "");
        String line = piece.in(text);
        int fold = line.replaceFirst("\\r?\\n$", "").lastIndexOf('\n');
        if (fold >= 0) {
            replace(piece, line.substring(0, fold + 1) + " a" + CRLF);
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).trim().toLowerCase(Locale.ROOT);
            if (colon >= 0) {
                replace(piece, line.substring(0, colon + 1) + CRLF + " " + usual(name) + CRLF);
            }
        }
    }

    private void target(Piece piece) {
        replace(piece, piece.from() == piece.to() ? "/ " : "/");
        String path = piece.in(text).replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*", "");
        if (path.startsWith("/") && path.length() > 1) {
            replace(piece, path);
        }
        String target = piece.in(text);
        replace(piece, target.replace("%00", "a"));
        replace(piece, target.replaceAll("%[0-9A-Fa-f]{2}", "a"));
        replace(piece, target.replaceAll("%(?![0-9A-Fa-f]{2})", "a"));
        replace(piece, target.replaceAll("(?i)/(?:\\.|%2e){1,2}(?=/|$)", "/a"));
        replace(piece, target.replaceAll("/{2,}", "/"));
        if (!target.isEmpty() && !target.startsWith("/")) {
            replace(piece, "/" + target);
        }
    }

    private void version(Piece piece) {
        String usual = piece.from() == piece.to() ? " HTTP/1.1" : "HTTP/1.1";
        repaired.add(() -> piece.replacedIn(text, usual));
        repaired.add(() -> withHost(piece.replacedIn(text, usual)));
        if (piece.from() == piece.to()) {
            repaired.add(() -> withHost(piece.replacedIn(text, usual)) + CRLF);
        }
    }

    private void name(Piece piece) {
        String plain = piece.in(text).replaceAll("[^A-Za-z0-9-]+", "");
        replace(piece, plain.isEmpty() ? "a" : plain);
        replace(piece, "a");
    }

    private void value(Piece piece) {
        String name = request.nameBefore(piece);
        if (piece.from() == piece.to() && !VALUES.containsKey(name)) {
            return;
        }
        replace(piece, usual(name));
        replace(piece, piece.in(text).toLowerCase(Locale.ROOT));
        if (name.equals("content-length")) {
            replace(piece, piece.in(text).replaceFirst("^0+(?=.)", ""));
        }
    }

    private String usual(String name) {
        return name.equals("content-length")
                ? Integer.toString(request.contentLength())
                : VALUES.getOrDefault(name, "a");
    }

    private void chunkSize(Piece piece) {
        int size = pieces.stream()
                .filter(data -> data.is(Kind.CHUNK_DATA) && data.from() >= piece.to())
                .mapToInt(data -> data.to() - data.from())
                .findFirst()
                .orElse(0);
        String digits = piece.in(text).trim().replaceFirst("^0+(?=.)", "");
        replace(piece, digits.matches("[0-9a-fA-F]{1,6}") ? digits : Integer.toHexString(size));
        replace(piece, Integer.toHexString(size));
    }

    /** Leaves out all content with the fields that frame it, and the other way round: all content made chunked. */
    private void withoutContent() {
        StringBuilder plain = new StringBuilder();
        StringBuilder framed = new StringBuilder();
        int contentStart = text.length();
        int from = 0;
        for (Piece piece : pieces) {
            if (piece.is(Kind.CONTENT)) {
                contentStart = piece.from();
            } else if (piece.is(Kind.FIELD) && request.frames(piece)) {
                plain.append(text, from, piece.from());
                from = piece.to();
            }
        }
        if (from > 0) {
            plain.append(text, from, contentStart);
            framed.append(text, 0, contentStart);
            repaired.add(plain::toString);
            repaired.add(framed.append("0").append(CRLF).append(CRLF)::toString);
        }
    }

    private String everywhere(Kind kind, String by) {
        StringBuilder all = new StringBuilder();
        int from = 0;
        for (Piece piece : pieces) {
            if (piece.is(kind) && piece.from() >= from && piece.from() < piece.to()) {
                all.append(text, from, piece.from()).append(by);
                from = piece.to();
            }
        }
        return all.append(text, from, text.length()).toString();
    }

    /** Leaves out the octets that no head of a usual request has: all of one kind, then all. */
    private void plainOctets() {
        int content = pieces.stream()
                .filter(piece -> piece.is(Kind.CONTENT))
                .mapToInt(Piece::from)
                .findFirst()
                .orElse(text.length());
        String head = text.substring(0, content);
        String rest = text.substring(content);
        for (Pattern odd : ODD) {
            repaired.add(() -> odd.matcher(head).replaceAll("") + rest);
        }
        repaired.add(() -> FOLD.matcher(head).replaceAll(" ") + rest);
    }

    /** Leaves out all lines of a field that has several: where one goes, the others may do the same. */
    private void withoutRepeated() {
        Set<String> names = new HashSet<>();
        Set<String> repeated = new TreeSet<>();
        for (Piece piece : pieces) {
            if (piece.is(Kind.FIELD) && !names.add(request.nameOf(piece))) {
                repeated.add(request.nameOf(piece));
            }
        }
        repeated.stream()
                .limit(MAX_REPEATED)
                .forEach(name -> repaired.add(() -> {
                    StringBuilder without = new StringBuilder();
                    int from = 0;
                    for (Piece piece : pieces) {
                        if (piece.is(Kind.FIELD) && request.nameOf(piece).equals(name)) {
                            without.append(text, from, piece.from());
                            from = piece.to();
                        }
                    }
                    return without.append(text, from, text.length()).toString();
                }));
    }

    /** Leaves out the fields that mean nothing where they are many. */
    private String withFewFields() {
        List<Piece> fields =
                pieces.stream().filter(piece -> piece.is(Kind.FIELD)).toList();
        StringBuilder few = new StringBuilder();
        int from = 0;
        for (Piece field : fields.size() > MANY_FIELDS ? fields : List.<Piece>of()) {
            String name = request.nameOf(field);
            if (!VALUES.containsKey(name) && !name.equals("content-length")) {
                few.append(text, from, field.from());
                from = field.to();
            }
        }
        return few.append(text, from, text.length()).toString();
    }

    private String withHost(String request) {
        int lineEnd = request.indexOf('\n');
        boolean there = pieces.stream()
                .anyMatch(piece -> piece.is(Kind.NAME) && piece.in(text).equalsIgnoreCase("host"));
        return there || lineEnd < 0
                ? request
                : request.substring(0, lineEnd + 1) + HOST_LINE + request.substring(lineEnd + 1);
    }

    /** Adds what a request lacks that ends early. */
    private void completed() {
        for (String rest : List.of(CRLF, "\n", CRLF + CRLF, "0" + CRLF + CRLF, CRLF + "0" + CRLF + CRLF)) {
            repaired.add(() -> text + rest);
            repaired.add(() -> withHost(text) + rest);
        }
    }

    private void replace(Piece piece, String by) {
        if (!piece.in(text).equals(by)) {
            repaired.add(() -> piece.replacedIn(text, by));
        }
    }
}
