// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.EchoedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One request as it was read in one dialect.
 *
 * @param start index of its first octet, empty lines before the request line included
 * @param headEnd index after its header section, or as far as that goes
 * @param line its request line
 * @param fields its header section in order; lines without colon left out
 * @param framing how the length of its content is determined
 * @param body its content
 * @param flaws what is unusual in its octets, in the order found
 */
public record Message(
        int start, int headEnd, RequestLine line, List<Field> fields, Framing framing, Body body, List<Flaw> flaws) {

    private static final Set<String> WITHOUT_USE = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    /** How the length of the content is determined (RFC 9112 §6.3). */
    public enum Framing {
        /** There is no content. */
        NONE,
        /** Content-Length. */
        LENGTH,
        /** The chunked coding. */
        CHUNKED,
        /** It cannot be determined; what follows cannot be read. */
        FAULTY
    }

    /** How far a message goes. */
    public enum Extent {
        /** There is nothing but perhaps empty lines. */
        NOTHING,
        /** The header section does not end. */
        HEAD_INCOMPLETE,
        /** The content does not end. */
        BODY_INCOMPLETE,
        /** Its framing is broken, so that its end cannot be told. */
        FAULTY,
        /** It is complete. */
        COMPLETE
    }

    /** Copies the lists. */
    public Message {
        fields = List.copyOf(fields);
        flaws = List.copyOf(flaws);
    }

    /** Returns what stands for a request of which there is nothing but perhaps empty lines. */
    public static Message nothing(int start, int end, List<Flaw> flaws) {
        RequestLine line = new RequestLine("", "", "", end, end, end, end);
        return new Message(start, end, line, List.of(), Framing.NONE, Body.none(Extent.NOTHING, end), flaws);
    }

    /** Returns how far it goes. */
    public Extent extent() {
        return body.extent();
    }

    /** Returns the index after it, or how far it goes. */
    public int end() {
        return body.end();
    }

    /** Returns the method, possibly empty. */
    public String method() {
        return line.method();
    }

    /** Returns the request target, possibly empty. */
    public String target() {
        return line.target();
    }

    /** Tells whether the header section is complete. */
    public boolean hasHead() {
        return switch (extent()) {
            case NOTHING, HEAD_INCOMPLETE -> false;
            case BODY_INCOMPLETE, FAULTY, COMPLETE -> true;
        };
    }

    /** Tells whether the whole message is there. */
    public boolean isComplete() {
        return extent() == Extent.COMPLETE;
    }

    /** Tells whether the version is HTTP/1.1 or a later HTTP/1. */
    public boolean isHttp11() {
        return line.major() == 1 && line.minor() >= 1;
    }

    /** Tells whether the version is HTTP/1.0. */
    public boolean isHttp10() {
        return line.major() == 1 && line.minor() == 0;
    }

    /** Returns the field lines of a name in order. */
    public List<Field> fields(String name) {
        List<Field> named = new ArrayList<>();
        for (Field field : fields) {
            if (field.is(name)) {
                named.add(field);
            }
        }
        return named;
    }

    /** Returns the first field line of a name. */
    public Optional<Field> field(String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** Tells whether there is a field of that name. */
    public boolean has(String name) {
        return field(name).isPresent();
    }

    /** Returns the non-empty members of all field lines of a name, in lower case and in order. */
    public List<String> members(String name) {
        List<String> members = new ArrayList<>();
        for (Field field : fields(name)) {
            for (String listed : field.value().split(",", -1)) {
                String member = Grammar.trimOws(listed).toLowerCase(Locale.ROOT);
                if (!member.isEmpty()) {
                    members.add(member);
                }
            }
        }
        return members;
    }

    /** Returns the offset of the first flaw of one of these kinds. */
    public OptionalInt flaw(Flaw.Kind... kinds) {
        for (Flaw flaw : flaws) {
            for (Flaw.Kind kind : kinds) {
                if (flaw.kind() == kind) {
                    return OptionalInt.of(flaw.offset());
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Tells whether its sender wants the connection closed after it (RFC 9112 §9.3). */
    public boolean asksToClose() {
        List<String> options = members("connection");
        return options.contains("close") || (!isHttp11() && !options.contains("keep-alive"));
    }

    /**
     * Tells whether it is complete and has nothing for which a recipient may refuse it for its form, or read it
     * otherwise: HTTP/1.1, within the grammar, one valid Host, framed in one way.
     */
    public boolean isFlawless() {
        List<Field> hosts = fields("host");
        return isComplete()
                && isHttp11()
                && line.minor() == 1
                && flaws.stream().noneMatch(Flaw::isUngrammatical)
                && hosts.size() == 1
                && HostValue.isValid(hosts.get(0).value())
                && !(has("content-length") && has("transfer-encoding"));
    }

    /** Tells whether content means nothing with its method, so that an intermediary may drop it (RFC 9110 §9.3.1). */
    public boolean hasNoUseForContent() {
        return WITHOUT_USE.contains(method());
    }

    /**
     * Returns what a server that understood it, and reports all of it, would show.
     *
     * @param ordinal its position on the connection, from 1
     */
    public EchoedRequest echo(int ordinal) {
        return new EchoedRequest(
                method(),
                target(),
                line.version(),
                fields.stream().map(Field::line).toList(),
                body.content(),
                body.trailers().stream().map(Field::line).toList(),
                ordinal,
                Optional.empty());
    }

    /** Returns what its Content-Length lines say together. */
    public ContentLength contentLength() {
        return ContentLength.of(fields);
    }

    /** Returns the transfer codings it lists. */
    public TransferCodings codings() {
        return TransferCodings.of(fields);
    }
}
