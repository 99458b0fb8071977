// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The directory protocol that survives {@code kill -9} at any moment.
 *
 * <p>A new entry is complete under a temporary name before one rename makes it visible. To replace one, the old is
 * renamed aside, the new renamed in, the old removed. Between the two renames only the old one is complete under the
 * name {@code .old-NAME}: readers take it from there, and the next writer renames it back.
 */
final class EntryStore {

    /** Largest number of entries in a corpus. */
    static final int MAX_ENTRIES = 10_000;

    /** How often an entry is read anew because a writer replaced it meanwhile. */
    private static final int READ_ATTEMPTS = 10;

    static final String TEMPORARY = ".tmp-";
    static final String ASIDE = ".old-";

    private final Path directory;

    EntryStore(Path directory) {
        this.directory = directory;
    }

    /** Returns the names of all entries, the one that is being replaced included. */
    SortedSet<String> names() throws IOException {
        List<String> listing = listing();
        SortedSet<String> names = entryNames(listing);
        if (isUnfinished(listing)) {
            // Somebody is writing: what was renamed while it was listed may have been missed.
            names.addAll(entryNames(listing()));
        }
        if (names.size() > MAX_ENTRIES) {
            throw new CorpusException(
                    "corpus %s must have at most %d entries: %d".formatted(directory, MAX_ENTRIES, names.size()));
        }
        return names;
    }

    /** Tells whether somebody is writing, or has died while writing. */
    boolean isUnfinished() throws IOException {
        return isUnfinished(listing());
    }

    private static boolean isUnfinished(List<String> listing) {
        return listing.stream().anyMatch(name -> name.startsWith(TEMPORARY) || name.startsWith(ASIDE));
    }

    private SortedSet<String> entryNames(List<String> listing) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : listing) {
            String entry = name.startsWith(ASIDE) ? name.substring(ASIDE.length()) : name;
            if (EntryName.isValid(entry) && isDirectory(name)) {
                names.add(entry);
            }
        }
        return names;
    }

    /**
     * Reads an entry, wherever a replacement that is under way has put it.
     *
     * @throws NoSuchFileException when there is none of that name
     */
    CorpusEntry read(String name) throws IOException {
        for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
            for (String place : List.of(name, ASIDE + name)) {
                Optional<CorpusEntry> entry = readFrom(directory.resolve(place), name);
                if (entry.isPresent()) {
                    return entry.get();
                }
            }
        }
        if (isDirectory(name)) {
            throw new CorpusException(
                    "entry %s must not be replaced while it is read: %d times".formatted(name, READ_ATTEMPTS));
        }
        throw new NoSuchFileException(directory.resolve(name).toString());
    }

    /** Reads an entry unless its directory vanished or was replaced meanwhile, which could mix two versions. */
    private static Optional<CorpusEntry> readFrom(Path place, String name) throws IOException {
        try {
            List<Object> before = identity(place);
            try {
                CorpusEntry entry = new EntryFiles(place, name).read();
                return before.equals(identity(place)) ? Optional.of(entry) : Optional.empty();
            } catch (CorpusException e) {
                if (before.equals(identity(place))) {
                    throw e;
                }
                return Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells directories of one name apart; a file system may give the key of a removed one to a new one. */
    private static List<Object> identity(Path place) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
    }

    /** Writes an entry, replacing the one of the same name; the caller holds the lock. */
    void write(CorpusEntry entry) throws IOException {
        Path temporary = directory.resolve(TEMPORARY + entry.name());
        Path place = directory.resolve(entry.name());
        Path aside = directory.resolve(ASIDE + entry.name());
        discard(aside);
        delete(temporary);
        try {
            new EntryFiles(temporary, entry.name()).write(entry);
        } catch (IOException | RuntimeException e) {
            delete(temporary);
            throw e;
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            rename(place, aside);
        }
        rename(temporary, place);
        EntryFiles.force(directory);
        discard(aside);
    }

    /** Brings a corpus into order after a writer that died; the caller holds the lock. */
    void recover() throws IOException {
        for (String name : listing()) {
            if (name.startsWith(TEMPORARY)) {
                delete(directory.resolve(name));
            } else if (name.startsWith(ASIDE)) {
                recoverAside(name.substring(ASIDE.length()));
            }
        }
    }

    private void recoverAside(String name) throws IOException {
        Path aside = directory.resolve(ASIDE + name);
        if (Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            discard(aside);
        } else {
            rename(aside, directory.resolve(name));
            EntryFiles.force(directory);
        }
    }

    /** Removes a directory that may never be seen half removed: renamed first, so that recovery never restores it. */
    private void discard(Path aside) throws IOException {
        if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Path doomed = directory.resolve(TEMPORARY + aside.getFileName());
            delete(doomed);
            rename(aside, doomed);
            delete(doomed);
        }
    }

    private List<String> listing() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(path -> names.add(path.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new CorpusException("corpus must be a directory: " + directory, e);
        }
        return names;
    }

    private boolean isDirectory(String name) {
        return Files.isDirectory(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path doomed) throws IOException {
        if (Files.isDirectory(doomed, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(doomed)) {
                for (Path file : stream) {
                    delete(file);
                }
            }
        }
        Files.deleteIfExists(doomed);
    }
}
