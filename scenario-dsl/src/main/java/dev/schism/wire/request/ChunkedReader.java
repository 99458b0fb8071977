// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/** Reads chunked content (RFC 9112 §7.1) and notes what is unusual about it. Linear in the octets. */
final class ChunkedReader {

    private static final int LONGEST_LONG_IN_HEX = 16;

    private final Octets octets;
    private final Dialect dialect;
    private final List<Flaw> flaws;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Octets> content = new ArrayList<>();

    private ChunkedReader(Octets octets, Dialect dialect, List<Flaw> flaws) {
        this.octets = octets;
        this.dialect = dialect;
        this.flaws = flaws;
    }

    static Body read(Octets octets, int from, Dialect dialect, List<Flaw> flaws) {
        return new ChunkedReader(octets, dialect, flaws).read(from);
    }

    private Body read(int from) {
        int at = from;
        while (true) {
            Line line = Line.read(octets, at);
            if (!line.isFinished()) {
                return stopped(Message.Extent.BODY_INCOMPLETE, octets.length());
            }
            if (!takeSizeLine(line)) {
                return stopped(Message.Extent.FAULTY, line.next());
            }
            Chunk chunk = chunks.get(chunks.size() - 1);
            if (chunk.size() == 0) {
                return trailers(line.next());
            }
            if (chunk.size() > octets.length() - line.next()) {
                content.add(octets.slice(line.next(), octets.length()));
                return stopped(Message.Extent.BODY_INCOMPLETE, octets.length());
            }
            int dataEnd = line.next() + (int) chunk.size();
            content.add(octets.slice(line.next(), dataEnd));
            at = afterData(dataEnd);
            if (at < 0) {
                return stopped(dataCut(dataEnd) ? Message.Extent.BODY_INCOMPLETE : Message.Extent.FAULTY, dataEnd);
            }
        }
    }

    /** Takes a chunk-size line; tells whether reading can go on behind it. */
    private boolean takeSizeLine(Line line) {
        if (line.terminator() == Line.Terminator.LF) {
            flaw(Flaw.Kind.CHUNK_LF, line.end());
        }
        int carriageReturn = octets.slice(line.start(), line.end()).indexOf('\r', 0);
        if (carriageReturn >= 0) {
            flaw(Flaw.Kind.CHUNK_CR, line.start() + carriageReturn);
        }
        String text = line.text(octets).replace('\r', ' ');
        int digits = 0;
        while (digits < text.length() && Grammar.isHexDigit(text.charAt(digits))) {
            digits++;
        }
        String extensions = text.substring(digits);
        chunks.add(new Chunk(line.start(), text.substring(0, digits), size(text.substring(0, digits)), extensions));
        return checkExtensions(line, digits, extensions, carriageReturn) && digits > 0;
    }

    private boolean checkExtensions(Line line, int digits, String extensions, int carriageReturn) {
        ChunkExtensions.Shape shape = ChunkExtensions.shape(extensions);
        int at = line.start() + digits;
        boolean hasExtension = extensions.indexOf(';') >= 0;
        if (hasExtension && (line.terminator() == Line.Terminator.LF || carriageReturn >= 0)) {
            flaw(Flaw.Kind.CHUNK_EXTENSION_CRLF, carriageReturn >= 0 ? line.start() + carriageReturn : line.end());
        }
        if (digits == 0) {
            flaw(Flaw.Kind.CHUNK_SIZE, line.start());
            return false;
        }
        switch (shape) {
            case SPACED -> flaw(Flaw.Kind.CHUNK_EXTENSION_SPACE, at);
            case ONLY_SPACE -> flawUnless(carriageReturn >= 0, Flaw.Kind.CHUNK_SIZE, at);
            case NOT_AN_EXTENSION -> flaw(Flaw.Kind.CHUNK_SIZE, at);
            case MALFORMED -> flaw(Flaw.Kind.CHUNK_EXTENSION, at);
            case OPEN_QUOTE -> {
                flaw(Flaw.Kind.CHUNK_EXTENSION, at);
                flaw(Flaw.Kind.CHUNK_EXTENSION_CRLF, line.end());
            }
            case NONE, WELL_FORMED -> {
                // Nothing unusual.
            }
        }
        return shape != ChunkExtensions.Shape.NOT_AN_EXTENSION;
    }

    private static long size(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        boolean fits = digits.length() - zeros < LONGEST_LONG_IN_HEX;
        return fits ? Long.parseLong(digits.substring(zeros), 16) : Long.MAX_VALUE;
    }

    /** Returns the index after the CRLF behind chunk data, or -1 where there is none. */
    private int afterData(int dataEnd) {
        if (octets.startsWith(Octets.latin1("\r\n"), dataEnd)) {
            return dataEnd + 2;
        }
        if (dataCut(dataEnd)) {
            return -1;
        }
        flaw(Flaw.Kind.CHUNK_DATA_END, dataEnd);
        return octets.at(dataEnd) == '\n' ? dataEnd + 1 : -1;
    }

    /** Tells whether the octets end where the CRLF behind chunk data may still come. */
    private boolean dataCut(int dataEnd) {
        return dataEnd == octets.length() || (dataEnd + 1 == octets.length() && octets.at(dataEnd) == '\r');
    }

    private Body trailers(int from) {
        List<Flaw> found = new ArrayList<>();
        FieldSection section = FieldSectionReader.read(octets, from, dialect, found);
        for (Flaw flaw : found) {
            flaw(
                    flaw.isUngrammatical() && flaw.kind() != Flaw.Kind.BARE_LF ? Flaw.Kind.TRAILER_LINE : flaw.kind(),
                    flaw.offset());
        }
        if (section.complete() && section.terminator() == Line.Terminator.LF) {
            flaw(Flaw.Kind.FINAL_LF, section.end() - 1);
        }
        Message.Extent extent = section.complete() ? Message.Extent.COMPLETE : Message.Extent.BODY_INCOMPLETE;
        return new Body(extent, Octets.concat(content), chunks, section.fields(), true, section.end());
    }

    private Body stopped(Message.Extent extent, int end) {
        return new Body(extent, Octets.concat(content), chunks, List.of(), false, end);
    }

    private void flawUnless(boolean known, Flaw.Kind kind, int offset) {
        if (!known) {
            flaw(kind, offset);
        }
    }

    private void flaw(Flaw.Kind kind, int offset) {
        flaws.add(new Flaw(kind, offset));
    }
}
