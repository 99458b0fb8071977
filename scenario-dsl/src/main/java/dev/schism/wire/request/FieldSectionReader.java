// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a header or trailer section (RFC 9112 §5) and notes what is unusual about it. Linear in the octets. */
final class FieldSectionReader {

    private final Octets octets;
    private final Dialect dialect;
    private final List<Flaw> flaws;
    private final List<Field> fields = new ArrayList<>();
    private boolean crlfAhead = true;
    private @Nullable Growing current;

    /** A field line to which folds may still be added. */
    private static final class Growing {
        private final String name;
        private final int start;
        private final int valueStart;
        private final StringBuilder raw = new StringBuilder();
        private int end;
        private boolean folded;

        Growing(String name, int start, int valueStart) {
            this.name = name;
            this.start = start;
            this.valueStart = valueStart;
        }

        Field finish() {
            String text = raw.toString();
            return new Field(name, cleaned(text), text, start, valueStart, end, folded);
        }
    }

    private FieldSectionReader(Octets octets, Dialect dialect, List<Flaw> flaws) {
        this.octets = octets;
        this.dialect = dialect;
        this.flaws = flaws;
    }

    static FieldSection read(Octets octets, int from, Dialect dialect, List<Flaw> flaws) {
        return new FieldSectionReader(octets, dialect, flaws).read(from);
    }

    private FieldSection read(int from) {
        int at = from;
        boolean first = true;
        while (true) {
            Line line = Line.read(octets, at);
            if (!line.isFinished() || line.isEmpty()) {
                finishField();
                return new FieldSection(fields, line.next(), line.isFinished(), line.terminator());
            }
            line = widened(line);
            take(line, first);
            first = first && Grammar.isOws(octets.at(line.start()));
            at = line.next();
        }
    }

    /** In the dialect in which an LF inside a value becomes a space, a line goes on until CRLF. */
    private Line widened(Line line) {
        boolean wider = line.terminator() == Line.Terminator.LF
                && dialect.lineFeedInValue() == Dialect.LineFeed.BECOMES_SPACE
                && crlfAhead
                && colon(line) >= 0;
        Line crlf = wider ? Line.readToCrlf(octets, line.start()) : line;
        crlfAhead = crlfAhead && crlf.isFinished();
        Line result = crlf.isFinished() ? crlf : line;
        if (result.terminator() == Line.Terminator.LF) {
            flaw(Flaw.Kind.BARE_LF, result.end());
        }
        return result;
    }

    private void take(Line line, boolean first) {
        if (!Grammar.isOws(octets.at(line.start()))) {
            takeField(line);
        } else if (first) {
            flaw(Flaw.Kind.WHITESPACE_LINE, line.start());
        } else {
            takeFold(line);
        }
    }

    private void takeField(Line line) {
        finishField();
        int colon = colon(line);
        if (colon < 0) {
            flaw(Flaw.Kind.NO_COLON, line.start());
            checkValue(line.start(), line.end());
            return;
        }
        int nameEnd = colon;
        while (nameEnd > line.start() && Grammar.isOws(octets.at(nameEnd - 1))) {
            nameEnd--;
        }
        if (nameEnd < colon) {
            flaw(Flaw.Kind.SPACE_BEFORE_COLON, nameEnd);
        }
        checkName(line.start(), nameEnd);
        checkValue(colon + 1, line.end());
        String name = octets.slice(line.start(), nameEnd).toLatin1();
        current = new Growing(name, line.start(), colon + 1);
        current.raw.append(octets.slice(colon + 1, line.end()).toLatin1());
        current.end = line.end();
    }

    /** A fold behind a line without colon belongs to nothing, as that line does. */
    private void takeFold(Line line) {
        flaw(Flaw.Kind.FOLD, line.start());
        checkValue(line.start(), line.end());
        if (current != null) {
            current.raw.append(' ').append(Grammar.trimOws(line.text(octets)));
            current.end = line.end();
            current.folded = true;
        }
    }

    private void finishField() {
        if (current != null) {
            fields.add(current.finish());
            current = null;
        }
    }

    private void checkName(int from, int to) {
        if (from == to) {
            flaw(Flaw.Kind.EMPTY_NAME, from);
        }
        for (int i = from; i < to; i++) {
            if (!Grammar.isTchar(octets.at(i))) {
                flaw(octets.at(i) == '\r' ? Flaw.Kind.BARE_CR : Flaw.Kind.BAD_NAME, i);
                return;
            }
        }
    }

    /** Notes the first octet of each unusual kind in a line. */
    private void checkValue(int from, int to) {
        Set<Flaw.Kind> seen = EnumSet.noneOf(Flaw.Kind.class);
        for (int i = from; i < to; i++) {
            int octet = octets.at(i);
            boolean control = Grammar.isControl(octet) && octet != '\t';
            if (control || octet >= 0x80) {
                Flaw.Kind kind = control ? controlKind(octet) : Flaw.Kind.OBS_TEXT;
                if (seen.add(kind)) {
                    flaw(kind, i);
                }
            }
        }
    }

    private static Flaw.Kind controlKind(int octet) {
        return switch (octet) {
            case 0 -> Flaw.Kind.NUL_IN_VALUE;
            case '\r' -> Flaw.Kind.BARE_CR;
            case '\n' -> Flaw.Kind.LF_IN_VALUE;
            default -> Flaw.Kind.CONTROL_IN_VALUE;
        };
    }

    private int colon(Line line) {
        int at = line.start();
        while (at < line.end() && octets.at(at) != ':') {
            at++;
        }
        return at < line.end() ? at : -1;
    }

    private static String cleaned(String raw) {
        return Grammar.trimOws(raw.replace('\r', ' ').replace('\n', ' ').replace('\0', ' '));
    }

    private void flaw(Flaw.Kind kind, int offset) {
        flaws.add(new Flaw(kind, offset));
    }
}
