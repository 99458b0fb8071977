// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that saves entries until it is killed, and says after each one that it is finished. */
final class SaveLoop {

    /** Number of different entries; every later save replaces one. */
    static final int NAMES = 7;

    private SaveLoop() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        long round = Long.parseLong(arguments[1]);
        try (Corpus corpus = Corpus.open(directory)) {
            for (long i = 0; ; i++) {
                Instant seen = Instant.ofEpochSecond(round, i);
                String name = corpus.save(entry((int) (i % NAMES), seen)).name();
                System.out.println(name + " " + seen);
            }
        }
    }

    static CorpusEntry entry(int number, Instant seen) {
        Signature signature =
                new Signature(Category.STATUS_DIFFER, List.of("status:400-20" + number), List.of("host-missing"));
        return EntryFixture.entry(signature, "GET /" + "x".repeat(2000) + " HTTP/1.1\r\n\r\n", seen);
    }
}
