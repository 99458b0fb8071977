// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request being written. Begins well-formed; a malformation changes any part of it before it is rendered as
 * ISO-8859-1. Parts are plain fields because everything about them may be wrong on purpose.
 */
final class RequestDraft {

    static final String CRLF = "\r\n";
    static final String HOST = "Host";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String TRANSFER_ENCODING = "Transfer-Encoding";

    String before = "";
    String method = "GET";
    String afterMethod = " ";
    String target = "/";
    String afterTarget = " ";
    String version = "HTTP/1.1";
    String lineEnd = CRLF;
    final List<FieldDraft> fields = new ArrayList<>();
    String headEnd = CRLF;
    String content = "";
    final List<ChunkDraft> chunks = new ArrayList<>();
    final List<FieldDraft> trailers = new ArrayList<>();
    /** What ends the trailer section of a chunked request; empty where there are no chunks. */
    String chunksEnd = "";

    /** It is the last one on its connection. */
    boolean last;

    /** Nothing may follow it, since that would be taken for the rest of it. */
    boolean alone;

    /** A request tagged with the token is to follow, so that who reads this one to its end shows it. */
    boolean followed;

    /** Where sending it stops for a while. */
    final List<Stop> stops = new ArrayList<>();

    /** What was put into it on purpose. */
    final List<Production> productions = new ArrayList<>();

    /** Returns a plain request. */
    static RequestDraft get(String target) {
        RequestDraft draft = new RequestDraft();
        draft.target = target;
        draft.host();
        return draft;
    }

    boolean isMalformed() {
        return productions.stream().anyMatch(Malformation.class::isInstance);
    }

    /** Appends the request and returns the offset of its content. */
    int render(StringBuilder out) {
        out.append(before).append(method).append(afterMethod).append(target);
        out.append(afterTarget).append(version).append(lineEnd);
        fields.forEach(field -> field.render(out));
        int start = out.append(headEnd).length();
        out.append(content);
        chunks.forEach(chunk -> chunk.render(out));
        trailers.forEach(field -> field.render(out));
        out.append(chunksEnd);
        return start;
    }

    Optional<FieldDraft> field(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .findFirst();
    }

    FieldDraft add(String name, String value) {
        FieldDraft field = new FieldDraft(name, value);
        fields.add(field);
        return field;
    }

    void remove(String name) {
        fields.removeIf(field -> field.name.equalsIgnoreCase(name));
    }

    /** Returns the Host field, added where there is none. */
    FieldDraft host() {
        return field(HOST).orElseGet(() -> add(HOST, FieldGrammar.AUTHORITY));
    }

    /** Returns one of the field lines; there is at least one afterwards. */
    FieldDraft anyField(Choices choices) {
        return fields.isEmpty() ? add("X-A", "b") : choices.pick(fields);
    }

    /** Returns the Content-Length field of a request with content, made one where it is none. */
    FieldDraft length() {
        Optional<FieldDraft> length = field(CONTENT_LENGTH);
        if (length.isPresent() && !content.isEmpty()) {
            return length.get();
        }
        withoutBody();
        methodWithContent();
        content = "hello";
        return add(CONTENT_LENGTH, "5");
    }

    /** Makes it a request with so many octets of content, and returns its Content-Length field. */
    FieldDraft length(int octets) {
        withoutBody();
        methodWithContent();
        content = digits(octets);
        return add(CONTENT_LENGTH, Integer.toString(octets));
    }

    /** Returns the Transfer-Encoding field of a chunked request, made one where it is none. */
    FieldDraft coding() {
        Optional<FieldDraft> coding = field(TRANSFER_ENCODING);
        if (coding.isPresent() && !chunks.isEmpty()) {
            return coding.get();
        }
        withoutBody();
        methodWithContent();
        version = "HTTP/1.1";
        chunks.add(new ChunkDraft("hello"));
        chunks.add(ChunkDraft.last());
        chunksEnd = CRLF;
        return add(TRANSFER_ENCODING, "chunked");
    }

    /** Returns a chunk with data of a chunked request, made one where it is none. */
    ChunkDraft chunk() {
        coding();
        if (chunks.size() < 2) {
            chunks.add(0, new ChunkDraft("hello"));
        }
        return chunks.get(0);
    }

    /** Makes it a chunked request whose first chunk has so many octets of data, and returns that. */
    ChunkDraft chunk(int octets) {
        ChunkDraft chunk = chunk();
        chunk.data = digits(octets);
        chunk.size = Integer.toHexString(octets);
        return chunk;
    }

    /** Returns the last chunk of a chunked request, made one where it is none. */
    ChunkDraft lastChunk() {
        chunk();
        return chunks.get(chunks.size() - 1);
    }

    /** Has a tagged request follow, which is answered where the connection goes on behind this one. */
    void followByTagged() {
        followed = true;
        remove("Connection");
        if (version.equals("HTTP/1.0")) {
            version = "HTTP/1.1";
        }
        host();
    }

    void withoutBody() {
        remove(CONTENT_LENGTH);
        remove(TRANSFER_ENCODING);
        content = "";
        withoutChunks(0);
    }

    /** Ends the request before the chunk at an index. */
    void withoutChunks(int from) {
        chunks.subList(Math.min(from, chunks.size()), chunks.size()).clear();
        trailers.clear();
        chunksEnd = "";
    }

    /** Ends the request before the field at an index: the head is never finished. */
    void withoutHead(int from) {
        fields.subList(Math.min(from, fields.size()), fields.size()).clear();
        headEnd = "";
        content = "";
        withoutChunks(0);
    }

    private static String digits(int octets) {
        return "0123456789".repeat(octets / 10 + 1).substring(0, octets);
    }

    private void methodWithContent() {
        if (!method.equals("PUT")) {
            method = "POST";
        }
        if (!target.startsWith("/")) {
            target = "/";
        }
    }
}
