// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Transfer-Encoding fields in odd spellings and in conflict with others (RFC 9112 §6.1, §6.3). */
enum TransferEncodingMalformation implements Malformation {
    TE_AND_CL((draft, choices) -> {
        FieldDraft coding = draft.coding();
        draft.fields.add(
                draft.fields.indexOf(coding) + choices.below(2),
                new FieldDraft(RequestDraft.CONTENT_LENGTH, choices.pick(List.of("0", "3", "5", "100"))));
    }),
    TE_AND_CL_OF_WHOLE_BODY((draft, choices) -> {
        draft.coding();
        draft.add(RequestDraft.CONTENT_LENGTH, Integer.toString(encodedLength(draft)));
    }),
    TE_CHUNKED_NOT_FINAL((draft, choices) ->
            draft.coding().value += choices.pick(List.of(", gzip", ", identity", ",x", " identity"))),
    TE_OTHER_CODING_FIRST((draft, choices) -> draft.coding().value =
            choices.pick(List.of("gzip, ", "identity, ", "x, ", "gzip,", "deflate , ")) + "chunked"),
    TE_NOT_CHUNKED((draft, choices) -> draft.coding().value =
            choices.pick(List.of("identity", "gzip", "xchunked", "chunkedx", "chunk", "trailers", "chunked-"))),
    TE_CHUNKED_TWICE((draft, choices) -> draft.coding().value += choices.pick(List.of(", chunked", ",chunked"))),
    TE_REPEATED((draft, choices) -> {
        draft.coding();
        draft.add(RequestDraft.TRANSFER_ENCODING, choices.pick(List.of("chunked", "identity", "gzip", "x", "")));
    }),
    TE_EMPTY((draft, choices) -> draft.coding().value = ""),
    TE_LIST_EMPTY_MEMBER((draft, choices) -> draft.coding().value =
            choices.pick(List.of(",chunked", "chunked,", ", chunked", "chunked ,", ",,chunked"))),
    TE_OTHER_CASE((draft, choices) -> draft.coding().value = choices.pick(List.of("Chunked", "CHUNKED", "chunKed"))),
    TE_WITH_PARAMETER(
            (draft, choices) -> draft.coding().value += choices.pick(List.of(";a=b", ";", "; q=1", " ; a", ";q=0"))),
    TE_ODD_OCTETS((draft, choices) -> {
        String odd = choices.pick(List.of("\u000b", "\u000c", "\0", "\"", "'", "\u00a0", "\u0001", "\u00ff"));
        draft.coding().value = choices.chance(50) ? odd + "chunked" : "chunked" + odd;
    }),
    TE_QUOTED((draft, choices) -> draft.coding().value = "\"chunked\""),
    TE_ON_HTTP_1_0((draft, choices) -> {
        draft.coding();
        draft.version = "HTTP/1.0";
        if (choices.chance(50)) {
            draft.add("Connection", "keep-alive");
        }
    }),
    TE_NAME_LOOKALIKE((draft, choices) -> draft.coding().name =
            choices.pick(List.of("Transfer_Encoding", "Transfer Encoding", "X-Transfer-Encoding", "Transfer-Encodin"))),
    TE_WITHOUT_CHUNKS((draft, choices) -> {
        draft.coding();
        draft.withoutChunks(0);
        draft.content = choices.pick(List.of("hello", "hello\r\n\r\n", "\r\n"));
    }),
    TE_ON_GET((draft, choices) -> {
        draft.coding();
        draft.method = choices.pick(List.of("GET", "HEAD", "DELETE", "TRACE"));
    });

    private static int encodedLength(RequestDraft draft) {
        StringBuilder body = new StringBuilder();
        draft.chunks.forEach(chunk -> chunk.render(body));
        draft.trailers.forEach(field -> field.render(body));
        return body.append(draft.chunksEnd).length();
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    TransferEncodingMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
