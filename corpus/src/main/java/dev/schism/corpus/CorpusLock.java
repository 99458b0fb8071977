// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to write to a corpus; the operating system takes it back when the process ends, however it ends. */
final class CorpusLock implements AutoCloseable {

    static final String FILE = ".lock";

    private final FileChannel channel;

    private CorpusLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock unless somebody else has it, this process included. */
    static Optional<CorpusLock> tryAcquire(Path corpus) throws IOException {
        FileChannel channel =
                FileChannel.open(corpus.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean acquired = false;
        try {
            FileLock lock = channel.tryLock();
            acquired = lock != null;
            return acquired ? Optional.of(new CorpusLock(channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
