// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The right to write to a corpus; the operating system takes it back when the process ends, however it ends.
 *
 * <p>A POSIX system also takes it back when the process closes any channel on the file, be it another one. So the file
 * of a lock that this process holds is never opened a second time: what is held is looked up first, by the real path
 * and by what tells files apart, whichever way the directory was named. Where code of another class loader holds it,
 * the channel that found out stays open.
 */
final class CorpusLock implements AutoCloseable {

    static final String FILE = ".lock";

    /** What this process holds: directories and lock files, by path and by what tells files apart. */
    private static final Set<Object> HELD = new HashSet<>();

    /** Channels on files that other code of this process has locked, by directory: closing one would free the lock. */
    private static final Map<Path, FileChannel> PARKED = new HashMap<>();

    private final FileChannel channel;
    private final List<Object> keys;

    private CorpusLock(FileChannel channel, List<Object> keys) {
        this.channel = channel;
        this.keys = List.copyOf(keys);
    }

    /** How an attempt to take a lock ended. */
    sealed interface Attempt {

        /** The lock was taken. */
        record Taken(CorpusLock lock) implements Attempt {}

        /** Somebody else has it. */
        record Refused(String holder) implements Attempt {}
    }

    /** Takes the lock of a directory unless somebody has it, this process included. */
    static Attempt tryAcquire(Path corpus) throws IOException {
        synchronized (HELD) {
            Path directory = corpus.toRealPath();
            Path file = directory.resolve(FILE);
            List<Object> keys = new ArrayList<>(List.of(directory));
            addKey(directory, keys);
            addKey(file, keys);
            if (!Collections.disjoint(HELD, keys)) {
                return new Attempt.Refused("this process");
            }
            return tryAcquire(directory, file, keys);
        }
    }

    private static Attempt tryAcquire(Path directory, Path file, List<Object> keys) throws IOException {
        FileChannel parked = PARKED.remove(directory);
        FileChannel channel =
                parked == null ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE) : parked;
        boolean close = true;
        try {
            if (channel.tryLock() == null) {
                return new Attempt.Refused("another process");
            }
            addKey(file, keys);
            CorpusLock lock = new CorpusLock(channel, keys);
            HELD.addAll(keys);
            close = false;
            return new Attempt.Taken(lock);
        } catch (OverlappingFileLockException e) {
            PARKED.put(directory, channel);
            close = false;
            return new Attempt.Refused("this process");
        } finally {
            if (close) {
                channel.close();
            }
        }
    }

    /** Adds what tells a file apart, where the system has such a thing and the file is there. */
    private static void addKey(Path file, List<Object> keys) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (key != null && !keys.contains(key)) {
                keys.add(key);
            }
        } catch (NoSuchFileException e) {
            // there is none to tell apart yet
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                channel.close();
                keys.forEach(HELD::remove);
            }
        }
    }
}
