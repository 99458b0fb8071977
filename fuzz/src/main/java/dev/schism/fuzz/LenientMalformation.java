// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.math.BigInteger;
import java.util.List;

/**
 * Framing that only a lenient reader takes; the rest of the message agrees with that reading, and a tagged request
 * tells.
 */
enum LenientMalformation implements Malformation {
    CL_DIGITS_APART((draft, choices) -> {
        FieldDraft length = draft.length(choices.pick(List.of(10, 1)));
        length.value = "1" + skipped(choices) + "0";
        draft.followByTagged();
    }),
    CL_PADDED((draft, choices) -> {
        FieldDraft length = draft.length(5);
        String padding =
                choices.pick(List.of("\u00a0", "+", "\u0085", "\u000b", "\u000c", "\0", "\u00c2\u00a0", "_", "'"));
        length.value = choices.chance(50) ? length.value + padding : padding + length.value;
        draft.followByTagged();
    }),
    CL_OTHER_BASE((draft, choices) -> {
        String spelt = choices.pick(List.of("0xa", "012", "1e1", "10.0", "0b1010", "a", "0o12", "+1e1"));
        draft.length(10).value = spelt;
        draft.followByTagged();
    }),
    CL_WRAPS((draft, choices) -> {
        FieldDraft length = draft.length(5);
        BigInteger most =
                BigInteger.valueOf(choices.pick(List.of(1, 3, 255))).shiftLeft(choices.pick(List.of(32, 64, 96)));
        length.value = most.add(BigInteger.valueOf(5)).toString();
        draft.followByTagged();
    }),
    CHUNK_SIZE_DIGITS_APART((draft, choices) -> {
        draft.chunk(choices.pick(List.of(16, 1))).size = "1" + skipped(choices) + "0";
        draft.followByTagged();
    }),
    CHUNK_SIZE_PADDED((draft, choices) -> {
        ChunkDraft chunk = draft.chunk(5);
        String padding = choices.pick(List.of("+", "\u00a0", "0x", "\u0085", "\u000b", "\0", "_", "g"));
        chunk.size = choices.chance(50) ? chunk.size + padding : padding + chunk.size;
        draft.followByTagged();
    }),
    CHUNK_SIZE_WRAPS((draft, choices) -> {
        ChunkDraft chunk = draft.chunk(5);
        chunk.size = choices.pick(List.of("1", "f", "deadbeef", "100000000", "ffffffff00000000")) + "00000005";
        draft.followByTagged();
    }),
    TE_CONTAINS_CHUNKED((draft, choices) -> {
        draft.coding().value = choices.pick(List.of(
                "chunkedchunked",
                "chunked chunked",
                "chunked\tchunked",
                "chunked;chunked",
                "chunked=chunked",
                "notchunked",
                "chunked-x",
                "x-chunked",
                "chunked, x-chunked",
                "chunked, identity, chunked"));
        draft.followByTagged();
    }),
    CODING_OCTETS_APART((draft, choices) -> {
        draft.coding().value = "chun" + skipped(choices) + "ked";
        draft.followByTagged();
    }),
    NAME_OCTETS_APART((draft, choices) -> {
        String name = "-" + skipped(choices);
        FieldDraft field = choices.chance(50) ? draft.length() : draft.coding();
        field.name = field.name.replace("-", name);
        draft.followByTagged();
    }),
    LENGTH_NAME_FOLDED((draft, choices) -> {
        draft.length().name =
                choices.pick(List.of("Content-\r\n Length", "Content\r\n\t-Length", "Content-Length\r\n "));
        draft.followByTagged();
    }),
    CODING_NAME_FOLDED((draft, choices) -> {
        draft.coding().name =
                choices.pick(List.of("Transfer-\r\n Encoding", "Transfer\r\n\t-Encoding", "Transfer-Encoding\r\n "));
        draft.followByTagged();
    }),
    /** What one server takes for a length and waits for, and the other for none (known as 0.CL). */
    LENGTH_HIDDEN((draft, choices) -> {
        FieldDraft length = draft.length();
        length.name = choices.pick(List.of(
                "Content-Length ",
                "\0Content-Length",
                "Content_Length",
                "X: y\nContent-Length",
                "X: y\rContent-Length"));
        draft.stops.add(
                choices.chance(50)
                        ? Stop.pausing(Stop.Place.BEFORE_CONTENT, choices)
                        : Stop.awaiting(Stop.Place.BEFORE_CONTENT, choices));
        draft.followByTagged();
    });

    /** Returns what a lenient reader of numbers skips, or ends at. */
    private static String skipped(Choices choices) {
        return choices.pick(List.of("_", "\u00a0", " ", "\t", "\0", "\u000b", "'", "\u00c2\u00a0"));
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    LenientMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
