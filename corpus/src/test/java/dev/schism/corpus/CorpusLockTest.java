// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever else this process does with a corpus, no other process may write to it while it is locked. */
@Timeout(60)
class CorpusLockTest {

    private static final String BY_ANOTHER_PROCESS =
            "corpus must not be written by two at once: another process has locked ";
    private static final String BY_THIS_PROCESS = "corpus must not be written by two at once: this process has locked ";

    @TempDir
    Path parent;

    private Path directory() {
        return parent.resolve("entries");
    }

    @Test
    void staysLockedWhileTheCorpusIsOpenedAgain() throws Exception {
        try (Corpus writer = Corpus.open(directory())) {
            writer.lock();
            Files.createDirectory(directory().resolve(".tmp-unfinished"));

            Corpus.open(directory()).close();

            assertThat(lockElsewhere(directory())).startsWith(BY_ANOTHER_PROCESS);
        }
        assertThat(lockElsewhere(directory())).isEqualTo("locked");
    }

    @Test
    void staysLockedWhenASecondWriterOfThisProcessIsRefused() throws Exception {
        try (Corpus writer = Corpus.open(directory())) {
            writer.lock();

            assertRefused(directory());

            assertThat(lockElsewhere(directory())).startsWith(BY_ANOTHER_PROCESS);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void isOneLockWhateverTheDirectoryIsCalled() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), directory());
        Path detour = directory().resolve("..").resolve("entries");
        try (Corpus writer = Corpus.open(directory())) {
            writer.lock();
            Files.createDirectory(directory().resolve(".tmp-unfinished"));

            for (Path name : List.of(link, detour, link.resolve("."))) {
                Corpus.open(name).close();
                assertRefused(name);
                assertThat(lockElsewhere(name)).startsWith(BY_ANOTHER_PROCESS);
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void isOneLockWhereTwoDirectoriesShareItsFile() throws Exception {
        Path other = Files.createDirectory(parent.resolve("other"));
        try (Corpus writer = Corpus.open(directory())) {
            writer.lock();
            Files.createLink(other.resolve(CorpusLock.FILE), directory().resolve(CorpusLock.FILE));

            assertRefused(other);

            assertThat(lockElsewhere(directory())).startsWith(BY_ANOTHER_PROCESS);
        }
    }

    @Test
    void isKeptFromCodeOfAnotherClassLoader() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            try (Corpus writer = Corpus.open(directory())) {
                writer.lock();

                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> lockThrough(loader)).hasRootCauseMessage(BY_THIS_PROCESS + directory());
                    assertThat(lockElsewhere(directory())).startsWith(BY_ANOTHER_PROCESS);
                }
            }
            assertThat(lockElsewhere(directory())).isEqualTo("locked");
            lockThrough(loader).close();
            assertThat(lockElsewhere(directory())).isEqualTo("locked");
        }
    }

    @Test
    void isTakenByOneOfManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                assertThat(winners(threads)).hasSize(1).allSatisfy(Corpus::close);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Corpus> winners(ExecutorService threads) throws Exception {
        List<Callable<List<Corpus>>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(this::attempt);
        }
        List<Corpus> winners = new ArrayList<>();
        for (Future<List<Corpus>> future : threads.invokeAll(attempts)) {
            winners.addAll(future.get());
        }
        return winners;
    }

    private List<Corpus> attempt() {
        Corpus corpus = Corpus.open(directory());
        try {
            corpus.lock();
            return List.of(corpus);
        } catch (CorpusException e) {
            return List.of();
        }
    }

    private static void assertRefused(Path name) {
        try (Corpus second = Corpus.open(name)) {
            assertThatThrownBy(second::lock).isInstanceOf(CorpusException.class).hasMessage(BY_THIS_PROCESS + name);
        }
    }

    private static String lockElsewhere(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private AutoCloseable lockThrough(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(Corpus.class.getName());
        Object corpus = type.getMethod("open", Path.class).invoke(null, directory());
        type.getMethod("lock").invoke(corpus);
        return (AutoCloseable) corpus;
    }

    private static URL[] classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(CorpusLockTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
