// SPDX-License-Identifier: Apache-2.0
package dev.schism.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rules of the house that can be read off the source files. */
class SourceTreeTest {

    private static final int MAIN_LINES = 500;
    private static final int TEST_LINES = 600;
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void filesStaySmall() {
        assertThat(sources(path -> true)).hasSizeGreaterThan(100);
        assertThat(sources(path -> lines(path).size() > (isTest(path) ? TEST_LINES : MAIN_LINES)))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> packages = sources(path -> path.endsWith("package-info.java"));

        assertThat(packages).hasSizeGreaterThanOrEqualTo(9);
        assertThat(packages).allSatisfy(path -> assertThat(lines(path)).contains("@NullMarked"));
    }

    @Test
    void testsDoNotSleep() {
        String sleep = "Thread." + "sleep";

        assertThat(sources(path -> lines(path).stream().anyMatch(line -> line.contains(sleep))))
                .isEmpty();
    }

    private static boolean isTest(Path path) {
        return path.toString().contains("/src/test/");
    }

    private static List<Path> sources(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
