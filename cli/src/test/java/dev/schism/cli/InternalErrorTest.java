// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.fuzz.DivergenceSink;
import dev.schism.servers.JdkServer;
import dev.schism.servers.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An error of ours is exit code 3 with its seed and stack, and loses nothing that was found. */
@Timeout(300)
class InternalErrorTest {

    @TempDir
    private Path directory;

    /** A command that fails with whatever a part of it throws. */
    @Command(name = "fail")
    private static final class FailingCommand implements Callable<Integer> {

        @Option(names = "--corpus")
        private Path corpus = Path.of("unset");

        private final Throwable failure;

        FailingCommand(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalArgumentException.class,
                IllegalStateException.class,
                NullPointerException.class,
                StackOverflowError.class,
                AssertionError.class
            })
    void whateverACommandThrowsIsNoUsageErrorAndNoDivergence(Class<? extends Throwable> kind) throws Exception {
        Throwable failure = kind.getDeclaredConstructor().newInstance();

        CommandLineFixture result = execute(
                new FailingCommand(failure),
                "--corpus",
                directory.resolve("entries").toString());

        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.err()).hasLineCount(1).contains("internal error: " + kind.getName(), errors().toString());
        assertThat(errors())
                .content()
                .contains(kind.getName(), "\tat " + InternalErrorTest.class.getName(), "schism --corpus ");
    }

    @Test
    void printsTheStackWhereItCannotBeKept() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        CommandLineFixture result = execute(
                new FailingCommand(new IllegalStateException("made for a test")),
                "--corpus",
                file.resolve("corpus/entries").toString());

        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.err()).contains("internal error: java.lang.IllegalStateException: made for a test", "\tat ");
    }

    @Test
    void hasAPlaceBesideAnyCorpus() {
        assertThat(InternalErrors.beside(Path.of("/"), "schism").file().getParent())
                .isNotNull();
        assertThat(InternalErrors.beside(Path.of(""), "schism").file().getParent())
                .isNotNull();
        assertThat(InternalErrors.beside(Path.of("a", "..", "b"), "schism").file())
                .isEqualTo(Path.of("internal-errors").toAbsolutePath());
    }

    @Test
    void aSinkThatThrowsOnceLosesNothingElse() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        CommandLineFixture result = run(sink -> (found, provenance) -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalArgumentException("made for a test");
            }
            sink.keep(found, provenance);
        });

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.INCONCLUSIVE);
        JsonNode report = new JsonMapper()
                .readTree(directory.resolve("report/report.json").toFile());
        assertThat(report.at("/decision").textValue()).isEqualTo("INCONCLUSIVE");
        assertThat(report.at("/problems/0/kind").textValue()).isEqualTo("INTERNAL_ERROR");
        assertThat(report.at("/problems/0/text").textValue())
                .matches("1 internal error against netty, with seed and stack in .*; please report");
        assertThat(report.at("/causes")).isNotEmpty();
        assertThat(result.out()).contains("not whole: 1 internal error against netty");
        Matcher line = Pattern.compile("(?m)^schism: internal error while trying to .* \\(seed (-?\\d+)\\): .*$")
                .matcher(result.err());
        assertThat(line.results())
                .singleElement()
                .satisfies(found -> assertThat(errors())
                        .content()
                        .contains(
                                "(seed " + found.group(1) + ")",
                                "made for a test",
                                "\tat " + InternalErrorTest.class.getName()));
    }

    @Test
    void aSinkThatAlwaysThrowsHasAFewLinesAndEveryStack() throws IOException {
        CommandLineFixture result = run(sink -> (found, provenance) -> {
            throw new IllegalStateException("made for a test");
        });

        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.err().lines().filter(line -> line.startsWith("schism: internal error")))
                .hasSizeBetween(1, Progress.MAX_ERRORS_SHOWN);
        JsonNode problem = new JsonMapper()
                .readTree(directory.resolve("report/report.json").toFile())
                .at("/problems/0/text");
        long counted = Long.parseLong(problem.textValue().split(" ", 2)[0]);
        assertThat(Files.readString(errors()).lines().filter(line -> line.startsWith("internal error while")))
                .hasSize((int) counted);
        assertThat(directory.resolve("report/report.html")).content().contains("internal error");
    }

    @Test
    void quietPrintsTheSummaryAlone() {
        CommandLineFixture result = run(
                sink -> (found, provenance) -> {
                    throw new IllegalStateException("made for a test");
                },
                "--quiet");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("not whole: ", "internal error", "report in ");
        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    private CommandLineFixture run(UnaryOperator<DivergenceSink> sinks, String... more) {
        try (Server reference = JdkServer.start()) {
            String[] words = {
                "--reference",
                "127.0.0.1:" + reference.endpoint().port(),
                "--target",
                "netty",
                "--seed",
                "7",
                "--count",
                "40",
                "--corpus",
                directory.resolve("entries").toString(),
                "--report",
                directory.resolve("report").toString()
            };
            String[] all = Arrays.copyOf(words, words.length + more.length);
            System.arraycopy(more, 0, all, words.length, more.length);
            return execute(new RunCommand(sinks), all);
        }
    }

    private static CommandLineFixture execute(Object command, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Schism.execute(new CommandLine(command), new PrintWriter(out), new PrintWriter(err), words);
        return new CommandLineFixture(code, out.toString(), err.toString());
    }

    private Path errors() {
        return directory.resolve("internal-errors");
    }
}
