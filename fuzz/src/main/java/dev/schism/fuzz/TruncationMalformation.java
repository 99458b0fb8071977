// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** Requests that stop before their end; the connection stays open or is half-closed. */
enum TruncationMalformation implements Malformation {
    TRUNCATED_IN_REQUEST_LINE((draft, choices) -> {
        String line = draft.method + " " + draft.target;
        draft.method = line.substring(0, choices.between(1, line.length()));
        draft.afterMethod = "";
        draft.target = "";
        draft.afterTarget = "";
        draft.version = "";
        draft.lineEnd = "";
        endIn(draft, choices, 0);
    }),
    TRUNCATED_AFTER_REQUEST_LINE((draft, choices) -> endIn(draft, choices, 0)),
    TRUNCATED_IN_LINE_END((draft, choices) -> {
        draft.lineEnd = "\r";
        endIn(draft, choices, 0);
    }),
    TRUNCATED_IN_FIELD((draft, choices) -> {
        draft.host();
        endIn(draft, choices, choices.below(draft.fields.size()));
        FieldDraft cut = draft.add("X-C", "");
        cut.colon = choices.chance(50) ? ":" : "";
        cut.end = "";
    }),
    TRUNCATED_BEFORE_EMPTY_LINE((draft, choices) -> endIn(draft, choices, draft.fields.size())),
    TRUNCATED_IN_EMPTY_LINE((draft, choices) -> {
        endIn(draft, choices, draft.fields.size());
        draft.headEnd = "\r";
    }),
    TRUNCATED_BEFORE_CONTENT((draft, choices) -> {
        draft.length();
        draft.content = "";
        end(draft, choices);
    }),
    TRUNCATED_IN_CONTENT((draft, choices) -> {
        draft.length();
        draft.content = draft.content.substring(0, choices.below(draft.content.length()));
        end(draft, choices);
    }),
    TRUNCATED_BEFORE_CHUNKS((draft, choices) -> {
        draft.coding();
        draft.withoutChunks(0);
        end(draft, choices);
    }),
    TRUNCATED_IN_CHUNK_SIZE((draft, choices) -> {
        ChunkDraft chunk = draft.chunk();
        chunk.data = "";
        chunk.dataEnd = "";
        chunk.sizeEnd = choices.chance(50) ? "\r" : "";
        draft.withoutChunks(1);
        end(draft, choices);
    }),
    TRUNCATED_IN_CHUNK_DATA((draft, choices) -> {
        ChunkDraft chunk = draft.chunk();
        chunk.data = chunk.data.substring(0, choices.below(chunk.data.length()));
        chunk.dataEnd = "";
        draft.withoutChunks(1);
        end(draft, choices);
    }),
    TRUNCATED_BEFORE_LAST_CHUNK((draft, choices) -> {
        draft.lastChunk();
        draft.withoutChunks(draft.chunks.size() - 1);
        end(draft, choices);
    }),
    TRUNCATED_BEFORE_FINAL_LINE((draft, choices) -> {
        draft.coding();
        draft.chunksEnd = choices.chance(50) ? "\r" : "";
        end(draft, choices);
    });

    private static void endIn(RequestDraft draft, Choices choices, int fields) {
        draft.withoutHead(fields);
        end(draft, choices);
    }

    /** Mostly nothing follows; where something does, it is taken for the rest of this request. */
    private static void end(RequestDraft draft, Choices choices) {
        draft.alone = !choices.chance(25);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    TruncationMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
