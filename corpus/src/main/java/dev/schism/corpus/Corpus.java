// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.rules.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A directory of entries, one directory each: {@code scenario.schism}, {@code meta.json}, {@code reference.json} and
 * {@code target.json}.
 *
 * <p>Any number of processes may read; one at a time may write, from its first {@link #save} (or {@link #lock}) until
 * {@link #close}. An entry is whole or not there, whenever a writer is killed. Safe for use by several threads.
 */
public final class Corpus implements AutoCloseable {

    /** Largest number of entries in one corpus. */
    public static final int MAX_ENTRIES = EntryStore.MAX_ENTRIES;

    private final Path directory;
    private final EntryStore store;
    private @Nullable CorpusLock lock;

    private Corpus(Path directory) {
        this.directory = directory;
        this.store = new EntryStore(directory);
    }

    /**
     * Opens the corpus in a directory, which need not exist until something is saved, and mends what a writer that died
     * has left, unless another process is writing.
     *
     * @throws CorpusException when it is no directory or cannot be read
     */
    public static Corpus open(Path directory) {
        Corpus corpus = new Corpus(directory);
        if (Files.exists(directory)) {
            corpus.mend();
        }
        return corpus;
    }

    private void mend() {
        try {
            if (store.isUnfinished() && Files.isWritable(directory)) {
                if (CorpusLock.tryAcquire(directory) instanceof CorpusLock.Attempt.Taken taken) {
                    try {
                        store.recover();
                    } finally {
                        taken.lock().close();
                    }
                }
            }
        } catch (IOException e) {
            throw failed("opened", e);
        }
    }

    /** Returns the directory. */
    public Path directory() {
        return directory;
    }

    /**
     * Becomes the one writer of this corpus, until {@link #close}; creates the directory where there is none.
     *
     * @throws CorpusException when somebody else is writing, in this process or another
     */
    public synchronized void lock() {
        if (lock != null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            CorpusLock.Attempt attempt = CorpusLock.tryAcquire(directory);
            if (attempt instanceof CorpusLock.Attempt.Refused refused) {
                throw new CorpusException("corpus must not be written by two at once: %s has locked %s"
                        .formatted(refused.holder(), directory));
            }
            lock = ((CorpusLock.Attempt.Taken) attempt).lock();
            store.recover();
        } catch (IOException e) {
            throw failed("locked", e);
        }
    }

    /**
     * Writes an entry to the disk and returns it as it stands there.
     *
     * <p>Where there is one of that name, the time it was first seen stays, the time it was last seen moves on, and the
     * smaller of the two scenarios is kept with its observations.
     *
     * @throws CorpusException when somebody else is writing, a limit would be passed, the entry of that name has
     *     another signature or cannot be read, or the disk refuses
     */
    public CorpusEntry save(CorpusEntry entry) {
        return save(entry, UnaryOperator.identity());
    }

    /**
     * Does the same, and has a judge rule about what is kept, be it new or old.
     *
     * @throws CorpusException as {@link #save(CorpusEntry)}
     */
    public CorpusEntry save(CorpusEntry entry, Judge judge) {
        return save(entry, merged -> merged.judgedBy(judge));
    }

    private synchronized CorpusEntry save(CorpusEntry entry, UnaryOperator<CorpusEntry> finish) {
        lock();
        try {
            CorpusEntry merged = finish.apply(
                    find(entry.name()).map(old -> EntryMerge.merge(old, entry)).orElse(entry));
            requireRoom(entry.name());
            store.write(merged);
            return merged;
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void requireRoom(String name) throws IOException {
        SortedSet<String> names = store.names();
        if (!names.contains(name) && names.size() >= MAX_ENTRIES) {
            throw new CorpusException(
                    "corpus %s must have at most %d entries: no room for %s".formatted(directory, MAX_ENTRIES, name));
        }
    }

    /**
     * Reads the entry of a name, if there is one.
     *
     * @throws CorpusException when it cannot be read, naming file and field
     */
    public Optional<CorpusEntry> find(String name) {
        if (!EntryName.isValid(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.read(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Returns the names of all entries, whole or broken, in order; with {@link #find}, a way to have one entry in
     * memory at a time.
     *
     * @throws CorpusException when the directory cannot be read or holds more than {@link #MAX_ENTRIES}
     */
    public SortedSet<String> names() {
        try {
            return store.names();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Reads all entries, sorted by name.
     *
     * @throws CorpusException when one of them cannot be read, naming entry, file and field
     */
    public List<CorpusEntry> entries() {
        CorpusScan scan = scan();
        if (!scan.problems().isEmpty()) {
            int more = scan.problems().size() - 1;
            throw new CorpusException(scan.problems().get(0) + (more > 0 ? " (and " + more + " more)" : ""));
        }
        return scan.entries();
    }

    /**
     * Reads all entries and tells what is wrong with those that cannot be read.
     *
     * @throws CorpusException when the directory cannot be read or holds more than {@link #MAX_ENTRIES}
     */
    public CorpusScan scan() {
        List<CorpusEntry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : names()) {
            try {
                find(name).ifPresent(entries::add);
            } catch (CorpusException e) {
                problems.add(e.getMessage());
            }
        }
        return new CorpusScan(entries, problems);
    }

    private CorpusException failed(String what, IOException cause) {
        return new CorpusException(
                "corpus must be one that can be %s: %s (%s)".formatted(what, directory, cause), cause);
    }

    /** Lets others write. Entries can be read after that, too. */
    @Override
    public synchronized void close() {
        CorpusLock held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
