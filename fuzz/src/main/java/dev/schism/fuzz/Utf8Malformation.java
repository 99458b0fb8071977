// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Several octets in UTF-8 that a lenient reader takes for one letter or digit (RFC 9110 §5.5: octets, not text). */
enum Utf8Malformation implements Malformation {
    CODING_UTF8((draft, choices) -> {
        draft.coding().value = choices.pick(List.of("chun" + kelvin() + "ed", "CHUN" + kelvin() + "ED"));
        draft.followByTagged();
    }),
    CODING_NAME_UTF8((draft, choices) -> {
        draft.coding().name = choices.pick(List.of(
                "Tran" + longS() + "fer-Encoding",
                "Transfer-Encod" + dotlessI() + "ng",
                "tran" + longS() + "fer-encod" + dotlessI() + "ng"));
        draft.followByTagged();
    }),
    CL_UTF8_DIGITS((draft, choices) -> {
        FieldDraft length = draft.length();
        length.value = digits(length.value, choices);
        draft.followByTagged();
    }),
    CHUNK_SIZE_UTF8_DIGITS((draft, choices) -> {
        ChunkDraft chunk = draft.chunk(choices.pick(List.of(5, 16, 0x25)));
        chunk.size = digits(chunk.size, choices);
        draft.followByTagged();
    }),
    VERSION_UTF8_DIGIT((draft, choices) -> draft.version = "HTTP/1." + digits("1", choices)),
    CONNECTION_UTF8((draft, choices) -> {
        draft.followByTagged();
        draft.add("Connection", choices.pick(List.of("clo" + longS() + "e", kelvin() + "eep-alive")));
    });

    private static String kelvin() {
        return utf8(0x212A);
    }

    private static String longS() {
        return utf8(0x17F);
    }

    private static String dotlessI() {
        return utf8(0x131);
    }

    /** The zeros of ten consecutive digits: Arabic, Persian, Devanagari, fullwidth, mathematical bold. */
    private static final List<Integer> ZEROS = List.of(0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE);

    /** Writes digits in another script. */
    private static String digits(String digits, Choices choices) {
        int zero = choices.pick(ZEROS);
        return digits.chars().mapToObj(digit -> utf8(zero + digit - '0')).collect(Collectors.joining());
    }

    /** Returns one character for each octet. */
    private static String utf8(int codePoint) {
        return new String(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    Utf8Malformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
