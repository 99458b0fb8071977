// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.math.BigInteger;
import java.util.List;

/** Chunks outside RFC 9112 §7.1. */
enum ChunkMalformation implements Malformation {
    CHUNK_SIZE_EMPTY((draft, choices) -> draft.chunk().size = ""),
    CHUNK_SIZE_SIGNED((draft, choices) -> before(draft, choices.pick(List.of("+", "-")))),
    CHUNK_SIZE_HEX_PREFIX((draft, choices) -> before(draft, choices.pick(List.of("0x", "0X", "x", "#")))),
    CHUNK_SIZE_NOT_HEX((draft, choices) -> draft.chunk().size += choices.pick(List.of("g", "h", "_0", ".0", "\u00e9"))),
    CHUNK_SIZE_SPACE_BEFORE((draft, choices) -> before(draft, choices.pick(List.of(" ", "\t", "\u000b")))),
    CHUNK_SIZE_SPACE_AFTER((draft, choices) -> draft.chunk().size += choices.pick(List.of(" ", "\t", "  ", "\u000b"))),
    CHUNK_SIZE_OVERFLOW((draft, choices) -> {
        ChunkDraft chunk = draft.chunk();
        BigInteger wrap = BigInteger.ONE.shiftLeft(choices.pick(List.of(32, 64, 31, 63)));
        chunk.size = wrap.add(BigInteger.valueOf(chunk.data.length())).toString(16);
    }),
    CHUNK_SIZE_MANY_ZEROS((draft, choices) -> before(draft, "0".repeat(choices.pick(List.of(16, 64, 1000))))),
    CHUNK_SIZE_TOO_LARGE((draft, choices) -> {
        ChunkDraft chunk = draft.chunk();
        chunk.size = Integer.toHexString(chunk.data.length() + choices.between(1, 3));
    }),
    CHUNK_SIZE_TOO_SMALL((draft, choices) -> {
        ChunkDraft chunk = draft.chunk();
        chunk.size = Integer.toHexString(Math.max(1, chunk.data.length() - choices.between(1, 3)));
    }),
    CHUNK_SIZE_LINE_BARE_LF((draft, choices) -> draft.chunk().sizeEnd = "\n"),
    CHUNK_SIZE_LINE_BARE_CR(
            (draft, choices) -> draft.chunk().sizeEnd = choices.pick(List.of("\r", "\r\r\n", "\n\r\n"))),
    CHUNK_DATA_BARE_LF((draft, choices) -> draft.chunk().dataEnd = "\n"),
    CHUNK_DATA_END_MISSING((draft, choices) -> draft.chunk().dataEnd = ""),
    CHUNK_DATA_END_OTHER(
            (draft, choices) -> draft.chunk().dataEnd = choices.pick(List.of("XX", "\r", "\n\r", "X\r\n", "\r\n\r\n"))),
    CHUNK_EXTENSION_SPACED((draft, choices) ->
            draft.chunk().extension = choices.pick(List.of(" ;a=b", "; a=b", ";a =b", ";a= b", ";a=b ", "\t;a"))),
    CHUNK_EXTENSION_INVALID((draft, choices) -> draft.chunk().extension =
            choices.pick(List.of(";", ";;", ";=b", ";a=", ";a=\"b", ";a b", ";\0", ";a=\u0001", ";(=b", ",a"))),
    CHUNK_EXTENSION_LINE_END((draft, choices) -> draft.chunk().extension =
            choices.pick(List.of(";a\n", ";a\r", ";\n", ";a=\"\n\"", ";a=\"\r\n\"", ";a=\"\r\""))),
    CHUNK_EXTENSION_LONG((draft, choices) ->
            draft.chunk().extension = ";a=" + "b".repeat(choices.pick(List.of(300, 5000, 17000)))),
    LAST_CHUNK_SPELLING((draft, choices) -> draft.lastChunk().size =
            choices.pick(List.of("-0", "+0", "0x0", "00000000000000000", "0 ", " 0", "0;", "0;a=b"))),
    LAST_CHUNK_BARE_LF((draft, choices) -> draft.lastChunk().sizeEnd = "\n"),
    CHUNKS_END_BARE_LF((draft, choices) -> {
        draft.coding();
        draft.chunksEnd = choices.pick(List.of("\n", "\r", "\r\r\n"));
    });

    private static void before(RequestDraft draft, String octets) {
        ChunkDraft chunk = draft.chunk();
        chunk.size = octets + chunk.size;
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    ChunkMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
