// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.request.SensitiveFields;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is unusual in chunked content (RFC 9112 §7.1). */
final class ChunkTraits {

    /** Zeros apart, 15 digits are the most that fit a signed number of 64 bits. */
    private static final Pattern SIZE = Pattern.compile("0*?([0-9A-Fa-f]{1,15})");

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xFF]|\\\\[\\t -~\\x80-\\xFF])*+\"";
    private static final Pattern EXTENSIONS =
            Pattern.compile("(?:;" + TOKEN + "(?:=(?:" + TOKEN + "|" + QUOTED + "))?)++");

    private static final Pattern BAD_WHITESPACE = Pattern.compile("[ \\t]*([;=])[ \\t]*+");

    /** A chunk line beyond this is long: what some servers allow at most. */
    private static final int LONG_LINE_OCTETS = 256;

    private static final int HEXADECIMAL = 16;

    private ChunkTraits() {}

    /** Reads all chunks; false where the framing is lost. */
    static boolean scan(SentCursor cursor, Set<Trait> found) {
        while (true) {
            SentLine line = cursor.line();
            OctetTraits.scan(line, found);
            if (!line.isComplete()) {
                found.add(Trait.TRUNCATED);
                return true;
            }
            long size = size(line, found);
            if (size < 0) {
                return false;
            }
            if (size == 0) {
                trailers(cursor, found);
                return true;
            }
            if (!data(cursor, size, found)) {
                return true;
            }
        }
    }

    /** Reads a chunk size; negative where there is none. */
    private static long size(SentLine sent, Set<Trait> found) {
        String line = sent.text();
        if (line.length() > LONG_LINE_OCTETS) {
            found.add(Trait.CHUNK_LINE_LONG);
        }
        int semicolon = line.indexOf(';');
        if (semicolon >= 0) {
            extension(line.substring(semicolon), sent.ending(), found);
        }
        String spelt = semicolon < 0 ? line : line.substring(0, semicolon);
        if (semicolon >= 0 && Tokens.trimEnd(spelt).length() < spelt.length()) {
            found.add(Trait.CHUNK_EXTENSION_SPACES);
            spelt = Tokens.trimEnd(spelt);
        }
        String digits = Tokens.trim(spelt);
        Matcher matcher = SIZE.matcher(digits);
        if (!matcher.matches()) {
            found.add(Trait.CHUNK_SIZE_INVALID);
            return -1;
        }
        if (digits.length() < spelt.length() || (digits.length() > 1 && digits.startsWith("0"))) {
            found.add(Trait.CHUNK_SIZE_SPELLING);
        }
        long size = Long.parseLong(matcher.group(1), HEXADECIMAL);
        if (size > RequestFraming.LARGE_BODY_OCTETS) {
            found.add(Trait.BODY_LARGE);
        }
        return size;
    }

    private static void extension(String extension, SentLine.Ending ending, Set<Trait> found) {
        found.add(Trait.CHUNK_EXTENSION);
        String unspaced = extension.indexOf(' ') < 0 && extension.indexOf('\t') < 0
                ? extension
                : BAD_WHITESPACE.matcher(extension).replaceAll("$1");
        if (unspaced.length() < extension.length()) {
            found.add(Trait.CHUNK_EXTENSION_SPACES);
        }
        if (ending == SentLine.Ending.LF || extension.indexOf('\r') >= 0) {
            found.add(Trait.CHUNK_EXTENSION_LINE_END);
        } else if (!EXTENSIONS.matcher(unspaced).matches()) {
            found.add(Trait.CHUNK_EXTENSION_INVALID);
        }
    }

    /** Skips chunk data and what ends it; false at the end of the octets. */
    private static boolean data(SentCursor cursor, long size, Set<Trait> found) {
        boolean cut = !cursor.skip(size) || cursor.atEnd();
        if (!cut && !cursor.skip("\r\n")) {
            found.add(Trait.CHUNK_TERMINATOR);
            cut = !cursor.line().isComplete();
        }
        if (cut || cursor.atEnd()) {
            found.add(Trait.TRUNCATED);
            return false;
        }
        return true;
    }

    private static void trailers(SentCursor cursor, Set<Trait> found) {
        int start = cursor.position();
        FieldSection trailers = FieldSection.read(cursor, found);
        if (trailers.fields().stream().anyMatch(field -> SensitiveFields.contains(field.name()))) {
            found.add(Trait.TRAILERS_SENSITIVE);
        }
        if (cursor.position() - start > TraitScanner.LARGE_HEAD_OCTETS
                || trailers.fields().size() > FieldTraits.MANY_FIELDS) {
            found.add(Trait.TRAILERS_LARGE);
        }
        if (!trailers.fields().isEmpty()) {
            found.add(Trait.TRAILERS);
        }
        if (!trailers.ended()) {
            found.add(Trait.TRUNCATED);
        }
    }
}
