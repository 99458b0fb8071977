// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.scenario.Payload.Part;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/** The payload lines of the text format. */
final class PayloadText {

    /** What a payload line starts with. */
    static final String START = "| ";

    /** Column after which a payload line is broken; an escaped trailing space and a line feed may stand beyond it. */
    private static final int WIDTH = 100;

    private static final List<Octets> SPELLINGS = Arrays.stream(Placeholder.values())
            .map(placeholder -> Octets.latin1(placeholder.spelling()))
            .toList();

    private final StringBuilder out;
    private final StringBuilder line = new StringBuilder(START);

    private PayloadText(StringBuilder out) {
        this.out = out;
    }

    /** Appends a payload as lines. */
    static void append(StringBuilder out, Payload payload) {
        PayloadText text = new PayloadText(out);
        for (Part part : payload.parts()) {
            if (part instanceof Part.Filled hole) {
                text.appendUnbroken(hole.placeholder().spelling());
            } else if (part instanceof Part.Literal literal) {
                text.appendLiteral(literal.octets());
            }
        }
        text.endLine();
    }

    private void appendLiteral(Octets octets) {
        StringBuilder octet = new StringBuilder();
        for (int i = 0; i < octets.length(); i++) {
            octet.setLength(0);
            if (spellsPlaceholder(octets, i)) {
                octet.append("\\x7b");
            } else {
                Escapes.append(octet, octets.at(i));
            }
            if (octets.at(i) == '\n') {
                line.append(octet);
                endLine();
            } else {
                appendUnbroken(octet);
            }
        }
    }

    private static boolean spellsPlaceholder(Octets octets, int at) {
        return octets.at(at) == '{' && SPELLINGS.stream().anyMatch(spelling -> octets.startsWith(spelling, at));
    }

    private void appendUnbroken(CharSequence text) {
        if (line.length() + text.length() > WIDTH) {
            endLine();
        }
        line.append(text);
    }

    private void endLine() {
        if (line.length() == START.length()) {
            return;
        }
        int last = line.length() - 1;
        if (line.charAt(last) == ' ') {
            line.setLength(last);
            line.append("\\x20");
        }
        out.append(line).append('\n');
        line.setLength(START.length());
    }

    /** Reads the parts that a payload line spells. */
    static List<Part> read(TextLine line) {
        String text = line.text();
        if (!text.startsWith(START)) {
            throw line.problem(0, "payload line must start with '| ': '" + TextLine.excerpt(text) + "'");
        }
        List<Part> parts = new ArrayList<>();
        Matcher matcher = Payload.PLACEHOLDER.matcher(text);
        int from = START.length();
        while (matcher.find()) {
            parts.add(new Part.Literal(line.unescape(from, matcher.start())));
            parts.add(new Part.Filled(Placeholder.ofKey(matcher.group(1)).orElseThrow()));
            from = matcher.end();
        }
        parts.add(new Part.Literal(line.unescape(from, text.length())));
        return parts;
    }
}
