// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.Locale;

/** Message bodies by Content-Length (RFC 9112 §6.2) and in chunks (RFC 9112 §7.1). */
final class BodyGrammar {

    private static final List<Integer> SIZES =
            List.of(0, 1, 2, 3, 5, 9, 10, 11, 15, 16, 17, 31, 32, 63, 64, 65, 99, 100, 127, 128, 255, 256, 257);
    private static final List<Integer> LARGE_SIZES =
            List.of(1000, 1023, 1024, 1025, 4095, 4096, 4097, 8191, 8192, 8193);
    private static final int LARGEST = 8193;
    private static final List<String> CONTENTS = List.of(
            "a".repeat(LARGEST),
            fill("0123456789abcdefghijklmnopqrstuvwxyz"),
            fill("GET /inner HTTP/1.1\r\nHost: example.test\r\n\r\n"),
            fill("0\r\n\r\n"),
            fill("\r\n"),
            fill(everyOctet()));
    private static final List<String> EXTENSIONS =
            List.of(";a", ";a=b", ";a=\"b\"", ";a=\"b;c\"", ";a;b=c", ";a=\"\\\"\"");
    private static final int MOST_CHUNKS = 12;

    private BodyGrammar() {}

    /** Gives a request a body of its own choice. */
    static void body(Choices choices, RequestDraft draft) {
        if (choices.chance(50) && draft.version.equals("HTTP/1.1")) {
            chunked(choices, draft);
        } else {
            String content = content(choices);
            FieldGrammar.spell(choices, draft.add(RequestDraft.CONTENT_LENGTH, Integer.toString(content.length())));
            draft.content = content;
        }
    }

    private static void chunked(Choices choices, RequestDraft draft) {
        FieldGrammar.spell(choices, draft.add(RequestDraft.TRANSFER_ENCODING, "chunked"));
        while (draft.chunks.size() < MOST_CHUNKS && choices.more(55)) {
            String data = content(choices);
            if (!data.isEmpty()) {
                draft.chunks.add(chunk(choices, data));
            }
        }
        ChunkDraft last = ChunkDraft.last();
        if (choices.chance(5)) {
            last.size = "0".repeat(choices.between(2, 9));
        }
        extend(choices, last);
        draft.chunks.add(last);
        while (draft.trailers.size() < 3 && choices.more(12)) {
            draft.trailers.add(
                    new FieldDraft(choices.pick(List.of("X-Trailer", "X-T")), choices.pick(List.of("b", "", "a, b"))));
        }
        draft.chunksEnd = RequestDraft.CRLF;
    }

    private static ChunkDraft chunk(Choices choices, String data) {
        ChunkDraft chunk = new ChunkDraft(data);
        if (choices.chance(10)) {
            chunk.size = choices.chance(50)
                    ? chunk.size.toUpperCase(Locale.ROOT)
                    : "0".repeat(choices.between(1, 8)) + chunk.size;
        }
        extend(choices, chunk);
        return chunk;
    }

    private static void extend(Choices choices, ChunkDraft chunk) {
        if (choices.chance(7)) {
            chunk.extension = choices.pick(EXTENSIONS);
        }
    }

    private static String content(Choices choices) {
        int size = choices.chance(4) ? choices.pick(LARGE_SIZES) : choices.pick(SIZES);
        return size == 0 ? "" : choices.pick(CONTENTS).substring(0, size);
    }

    private static String fill(String pattern) {
        return pattern.repeat(LARGEST / pattern.length() + 1).substring(0, LARGEST);
    }

    private static String everyOctet() {
        StringBuilder all = new StringBuilder();
        for (int octet = 255; octet >= 0; octet--) {
            all.append((char) octet);
        }
        return all.toString();
    }
}
