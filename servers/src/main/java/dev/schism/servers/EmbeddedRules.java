// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.Octets;
import dev.schism.wire.request.Chunk;
import dev.schism.wire.request.ContentLength;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.TransferCodings;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides what the embedded server refuses, each time with the outcome that the rule book prefers. Pure. */
final class EmbeddedRules {

    /** Methods that are implemented. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Longest request target in octets (RFC 9112 §3 asks for 8000 at least). */
    static final int MAX_TARGET_OCTETS = 8000;

    /** Longest request line and header section in octets. */
    static final int MAX_HEAD_OCTETS = 64 * 1024;

    /** Longest content in octets: what nginx is configured to let through. */
    static final int MAX_CONTENT_OCTETS = 16 * 1024 * 1024;

    /** Longest content in octets with the chunked coding on it. */
    static final int MAX_CODED_OCTETS = 2 * MAX_CONTENT_OCTETS;

    /** Largest number of chunks of one message. */
    static final int MAX_CHUNKS = 100_000;

    /** Longest chunk extensions of one message in octets, all together. */
    static final int MAX_EXTENSION_OCTETS = 16 * 1024;

    /** Longest trailer section in octets. */
    static final int MAX_TRAILER_OCTETS = 8192;

    private static final BigInteger MAX_CONTENT = BigInteger.valueOf(MAX_CONTENT_OCTETS);

    private EmbeddedRules() {}

    /** Returns the refusal of a request as far as it is there; empty where it is fine or may become so. */
    static Optional<EmbeddedAnswer> refusal(Message message, Octets octets) {
        OptionalInt status = switch (message.extent()) {
            case NOTHING -> OptionalInt.empty();
            case HEAD_INCOMPLETE -> unfinishedHead(message, octets);
            case BODY_INCOMPLETE, FAULTY, COMPLETE -> finishedHead(message);
        };
        return status.stream().mapToObj(code -> answer(message, code)).findFirst();
    }

    private static EmbeddedAnswer answer(Message message, int status) {
        boolean forItsMethod = (status == 501 || status == 405)
                && message.isHttp11()
                && message.codings().codings().size() <= 1;
        boolean harmless = forItsMethod && message.isComplete() && !withholdsContent(message);
        return EmbeddedAnswer.refusal(status, !harmless || message.asksToClose());
    }

    /** A client that expects 100 may or may not send its content after a refusal, so that nobody can go on. */
    private static boolean withholdsContent(Message message) {
        return message.has("expect") && announcesContent(message);
    }

    /** Tells whether there is content to come according to the header section. */
    static boolean announcesContent(Message message) {
        return message.framing() == Message.Framing.CHUNKED
                || (message.framing() == Message.Framing.LENGTH
                        && message.contentLength().clamped() > 0);
    }

    private static OptionalInt unfinishedHead(Message message, Octets octets) {
        int start = message.line().start();
        int first = octets.at(start);
        boolean otherProtocol =
                first >= 0x80 || (Grammar.isControl(first) && !Grammar.isRequestLineSpace(first) && first != '\n');
        if (otherProtocol
                || message.flaw(Flaw.Kind.ONE_WORD, Flaw.Kind.NO_VERSION).isPresent()) {
            return OptionalInt.of(400);
        }
        return tooLong(message);
    }

    private static OptionalInt tooLong(Message message) {
        if (message.target().length() > MAX_TARGET_OCTETS) {
            return OptionalInt.of(414);
        }
        boolean large = message.headEnd() - message.start() > MAX_HEAD_OCTETS;
        return large ? OptionalInt.of(431) : OptionalInt.empty();
    }

    private static OptionalInt finishedHead(Message message) {
        OptionalInt line = line(message);
        if (line.isPresent()) {
            return line;
        }
        int status = 0;
        if (!hostFits(message) || !targetFits(message)) {
            status = 400;
        } else if (!message.line().scheme().isEmpty()
                && !message.line().scheme().equals("http")) {
            status = 421;
        } else {
            status = framing(message);
        }
        return status == 0 ? behindFraming(message) : OptionalInt.of(status);
    }

    private static OptionalInt line(Message message) {
        OptionalInt length = tooLong(message);
        if (length.isPresent()) {
            return length;
        }
        boolean flawed = message.flaws().stream().anyMatch(EmbeddedRules::isRefused)
                || message.fields().stream().anyMatch(EmbeddedRules::beginsOddly);
        if (flawed || !Grammar.isToken(message.method()) || !message.line().hasVersion()) {
            return OptionalInt.of(400);
        }
        return message.line().major() == 1 ? OptionalInt.empty() : OptionalInt.of(505);
    }

    private static boolean isRefused(Flaw flaw) {
        return flaw.isUngrammatical() && flaw.kind() != Flaw.Kind.MORE_EMPTY_LINES_BEFORE;
    }

    /** Octets that Unicode calls a line end and a space are no optional whitespace, and nobody means them here. */
    private static boolean beginsOddly(Field field) {
        String value = Grammar.trimOws(field.rawValue());
        return !value.isEmpty() && (value.charAt(0) == 0x85 || value.charAt(0) == 0xA0);
    }

    private static boolean hostFits(Message message) {
        List<Field> hosts = message.fields("host");
        if (hosts.isEmpty()) {
            return message.isHttp10();
        }
        String value = hosts.get(0).value();
        return hosts.size() == 1 && !value.isEmpty() && HostValue.isValid(value);
    }

    private static boolean targetFits(Message message) {
        return EmbeddedTarget.fits(message.line());
    }

    /** Returns the status that refuses the framing, or 0. */
    private static int framing(Message message) {
        TransferCodings codings = message.codings();
        if (codings.present()) {
            return transferCodings(message, codings);
        }
        ContentLength length = message.contentLength();
        if (message.framing() == Message.Framing.FAULTY || length.repeated() || length.emptyMembers()) {
            return 400;
        }
        return length.value().compareTo(MAX_CONTENT) > 0 ? 413 : 0;
    }

    private static int transferCodings(Message message, TransferCodings codings) {
        boolean wellFormed = codings.codings().stream()
                .allMatch(coding -> coding.isToken()
                        && (!coding.isChunked() || coding.parameters().isEmpty()));
        if (message.isHttp10()
                || message.has("content-length")
                || !wellFormed
                || !codings.endsWithChunked()
                || codings.timesChunked() > 1) {
            return 400;
        }
        return codings.codings().size() > 1 ? 501 : 0;
    }

    private static OptionalInt behindFraming(Message message) {
        if (message.extent() == Message.Extent.FAULTY) {
            return OptionalInt.of(400);
        }
        if (!METHODS.contains(message.method())) {
            return method(message);
        }
        boolean expectation =
                message.has("expect") && !message.members("expect").stream().allMatch("100-continue"::equals);
        return expectation ? OptionalInt.of(417) : size(message);
    }

    /** Refuses the method once the content is read, so that the connection can go on. */
    private static OptionalInt method(Message message) {
        if (message.extent() == Message.Extent.BODY_INCOMPLETE && !withholdsContent(message)) {
            return size(message);
        }
        boolean known = message.method().equals("TRACE") || message.method().equals("CONNECT");
        return OptionalInt.of(known ? 405 : 501);
    }

    private static OptionalInt size(Message message) {
        List<Chunk> chunks = message.body().chunks();
        boolean large = chunks.size() > MAX_CHUNKS
                || chunks.stream().anyMatch(chunk -> chunk.size() > MAX_CONTENT_OCTETS)
                || message.body().content().length() > MAX_CONTENT_OCTETS
                || message.end() - message.headEnd() > MAX_CODED_OCTETS;
        if (large) {
            return OptionalInt.of(413);
        }
        if (chunks.stream().mapToLong(chunk -> chunk.extensions().length()).sum() > MAX_EXTENSION_OCTETS) {
            return OptionalInt.of(400);
        }
        List<Field> trailers = message.body().trailers();
        boolean longTrailers =
                !trailers.isEmpty() && message.end() - trailers.get(0).start() > MAX_TRAILER_OCTETS;
        return longTrailers ? OptionalInt.of(431) : OptionalInt.empty();
    }
}
