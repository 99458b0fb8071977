// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Reads a request line (RFC 9112 §3) and notes what is unusual about it. */
final class RequestLineReader {

    private record Word(int start, int end) {}

    private final Octets octets;
    private final Line line;
    private final Dialect dialect;
    private final List<Flaw> flaws;
    private final List<Word> words = new ArrayList<>();

    private RequestLineReader(Octets octets, Line line, Dialect dialect, List<Flaw> flaws) {
        this.octets = octets;
        this.line = line;
        this.dialect = dialect;
        this.flaws = flaws;
    }

    static RequestLine read(Octets octets, Line line, Dialect dialect, List<Flaw> flaws) {
        return new RequestLineReader(octets, line, dialect, flaws).read();
    }

    private RequestLine read() {
        boolean bySpace = dialect.words() == Dialect.Words.BY_SPACE;
        split(bySpace ? octet -> octet == ' ' : Grammar::isRequestLineSpace);
        checkDelimiters();
        return switch (words.size()) {
            case 0, 1 -> oneWord();
            case 2 -> twoWords();
            default -> threeWordsOrMore();
        };
    }

    private void split(IntPredicate isSpace) {
        int at = line.start();
        while (at < line.end()) {
            int from = at;
            while (at < line.end() && !isSpace.test(octets.at(at))) {
                at++;
            }
            if (at > from) {
                words.add(new Word(from, at));
            }
            while (at < line.end() && isSpace.test(octets.at(at))) {
                at++;
            }
        }
    }

    private void checkDelimiters() {
        int expected = line.start();
        for (Word word : words) {
            boolean single =
                    word.start() == expected && (word.start() == line.start() || octets.at(expected - 1) == ' ');
            if (!single) {
                flaw(Flaw.Kind.DELIMITER, Math.min(expected, word.start() - 1));
                return;
            }
            expected = word.end() + 1;
        }
        if (!words.isEmpty() && expected <= line.end()) {
            flaw(Flaw.Kind.DELIMITER, expected - 1);
        }
    }

    private RequestLine oneWord() {
        flaw(Flaw.Kind.ONE_WORD, line.start());
        Word word = words.isEmpty() ? new Word(line.start(), line.start()) : words.get(0);
        return make(word, after(word), after(word));
    }

    private RequestLine twoWords() {
        Word first = words.get(0);
        Word second = words.get(1);
        if (!isVersion(second)) {
            flaw(Flaw.Kind.NO_VERSION, second.end());
            return make(first, second, after(second));
        }
        if (first.start() > line.start()) {
            flaw(Flaw.Kind.EMPTY_METHOD, line.start());
            return make(new Word(line.start(), line.start()), first, second);
        }
        flaw(Flaw.Kind.NO_TARGET, second.start());
        return make(first, after(first), second);
    }

    private RequestLine threeWordsOrMore() {
        Word last = words.get(words.size() - 1);
        if (words.size() == 3) {
            return make(words.get(0), words.get(1), last);
        }
        flaw(Flaw.Kind.EXTRA_WORD, words.get(2).start());
        Word beforeLast = words.get(words.size() - 2);
        return isVersion(last)
                ? make(words.get(0), new Word(words.get(1).start(), beforeLast.end()), last)
                : make(words.get(0), words.get(1), words.get(2));
    }

    private boolean isVersion(Word word) {
        return text(word).toLowerCase(Locale.ROOT).startsWith("http/");
    }

    private RequestLine make(Word method, Word target, Word version) {
        return new RequestLine(
                text(method), text(target), text(version), line.start(), target.start(), version.start(), line.end());
    }

    private static Word after(Word word) {
        return new Word(word.end(), word.end());
    }

    private String text(Word word) {
        return octets.slice(word.start(), word.end()).toLatin1();
    }

    private void flaw(Flaw.Kind kind, int offset) {
        flaws.add(new Flaw(kind, offset));
    }
}
