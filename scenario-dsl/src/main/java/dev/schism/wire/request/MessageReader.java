// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one request: empty lines, request line, header section, framing, content. Linear in the octets.
 *
 * <p>Where RFC 9112 gives a recipient a way to go on, it goes on and notes a {@link Flaw}; where there is none, the
 * message's extent is {@link Message.Extent#FAULTY}.
 */
final class MessageReader {

    private final Octets octets;
    private final Dialect dialect;
    private final List<Flaw> flaws = new ArrayList<>();

    private MessageReader(Octets octets, Dialect dialect) {
        this.octets = octets;
        this.dialect = dialect;
    }

    static Message read(Octets octets, int from, Dialect dialect) {
        return new MessageReader(octets, dialect).read(from);
    }

    private Message read(int from) {
        int at = skipEmptyLines(from);
        if (at == octets.length()) {
            return Message.nothing(from, at, flaws);
        }
        Line first = Line.read(octets, at);
        List<Flaw> found = first.isFinished() ? flaws : new ArrayList<>();
        RequestLine line = RequestLineReader.read(octets, first, dialect, found);
        if (!first.isFinished()) {
            Body body = Body.none(Message.Extent.HEAD_INCOMPLETE, octets.length());
            return new Message(from, octets.length(), line, List.of(), Message.Framing.NONE, body, flaws);
        }
        if (first.terminator() == Line.Terminator.LF) {
            flaws.add(new Flaw(Flaw.Kind.BARE_LF, first.end()));
        }
        FieldSection head = FieldSectionReader.read(octets, first.next(), dialect, flaws);
        if (head.complete() && head.terminator() == Line.Terminator.LF) {
            flaws.add(new Flaw(Flaw.Kind.BARE_LF, head.end() - 1));
        }
        Message.Framing framing = framing(head.fields());
        Body body = head.complete() ? body(head, framing) : Body.none(Message.Extent.HEAD_INCOMPLETE, head.end());
        return new Message(from, head.end(), line, head.fields(), framing, body, flaws);
    }

    private int skipEmptyLines(int from) {
        int at = from;
        while (at < octets.length()) {
            Line line = Line.read(octets, at);
            if (!line.isFinished() || !line.isEmpty()) {
                break;
            }
            boolean ordinary = at == from && line.terminator() == Line.Terminator.CRLF;
            flaws.add(new Flaw(ordinary ? Flaw.Kind.EMPTY_LINE_BEFORE : Flaw.Kind.MORE_EMPTY_LINES_BEFORE, at));
            at = line.next();
        }
        return at;
    }

    private static Message.Framing framing(List<Field> fields) {
        TransferCodings codings = TransferCodings.of(fields);
        if (codings.present()) {
            return codings.endsWithChunked() ? Message.Framing.CHUNKED : Message.Framing.FAULTY;
        }
        return switch (ContentLength.of(fields).kind()) {
            case ABSENT -> Message.Framing.NONE;
            case VALID -> Message.Framing.LENGTH;
            case INVALID, DIFFERING -> Message.Framing.FAULTY;
        };
    }

    private Body body(FieldSection head, Message.Framing framing) {
        return switch (framing) {
            case NONE -> Body.none(Message.Extent.COMPLETE, head.end());
            case FAULTY -> Body.none(Message.Extent.FAULTY, head.end());
            case LENGTH ->
                Body.ofLength(
                        octets, head.end(), ContentLength.of(head.fields()).clamped());
            case CHUNKED -> ChunkedReader.read(octets, head.end(), dialect, flaws);
        };
    }
}
