// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of the echo contract, version 1, by which a server tells what it understood of a request.
 *
 * <p>{@code docs/echo-contract.md} describes it for people who bring their own server. Method, target and version are
 * JSON strings of one character an octet (ISO-8859-1), names, values and content are base64. Thread-safe.
 */
public final class EchoJson {

    /** Deepest nesting that is read; the contract needs three. */
    public static final int MAX_NESTING = 16;

    /** Longest string that is read, in characters: 32 Mi, which is content of 24 MiB. */
    public static final int MAX_STRING_LENGTH = 32 << 20;

    /** Member that says which version of the contract the echo follows. */
    static final String MARK = "schism-echo";

    /** The version of the contract. */
    static final int VERSION = 1;

    private static final Octets QUOTED_MARK = Octets.latin1('"' + MARK + '"');

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private EchoJson() {}

    /**
     * Writes an echo as ASCII text without a line end.
     *
     * @throws IllegalArgumentException when a string has a character above U+00FF, which stands for no octet
     */
    public static Octets write(EchoedRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField(MARK, VERSION);
            writeText(json, "method", request.method());
            writeText(json, "target", request.target());
            writeText(json, "version", request.version());
            writeSection(json, "headers", request.headers());
            json.writeBinaryField("body", request.body().toByteArray());
            writeSection(json, "trailers", request.trailers());
            json.writeNumberField("ordinal", request.ordinal());
            if (request.raw().isPresent()) {
                json.writeBinaryField("raw", request.raw().get().toByteArray());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory must be writable", e);
        }
        return Octets.of(out.toByteArray());
    }

    /**
     * Reads an echo; empty where the octets are none, whatever else they are.
     *
     * <p>Members that the contract does not know are passed over.
     */
    public static Optional<EchoedRequest> read(Octets json) {
        if (!mayBeEcho(json)) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(json.toByteArray())) {
            return new EchoReader(parser).read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Spares the parser what obviously is no echo, such as a page of HTML. */
    private static boolean mayBeEcho(Octets json) {
        int at = 0;
        while (at < json.length() && " \t\r\n".indexOf(json.at(at)) >= 0) {
            at++;
        }
        return at < json.length() && json.at(at) == '{' && json.indexOf(QUOTED_MARK, at) >= 0;
    }

    private static void writeText(JsonGenerator json, String name, String latin1) throws IOException {
        json.writeStringField(name, requireLatin1(latin1));
    }

    private static void writeSection(JsonGenerator json, String name, List<FieldLine> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (FieldLine line : lines) {
            json.writeStartArray();
            json.writeBinary(Octets.latin1(line.name()).toByteArray());
            json.writeBinary(Octets.latin1(line.value()).toByteArray());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static String requireLatin1(String text) {
        return Octets.latin1(text).toLatin1();
    }
}
