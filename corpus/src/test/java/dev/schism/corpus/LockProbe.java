// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.nio.file.Path;

/** A process that tries to lock a corpus and says how that went. */
final class LockProbe {

    private LockProbe() {}

    public static void main(String[] arguments) {
        try (Corpus corpus = Corpus.open(Path.of(arguments[0]))) {
            corpus.lock();
            System.out.println("locked");
        } catch (CorpusException e) {
            System.out.println(e.getMessage());
        }
    }
}
