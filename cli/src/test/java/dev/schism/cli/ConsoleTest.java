// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.rules.Blame;
import dev.schism.report.ReportedEntry;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal gets: nothing that steers it, nothing of libraries. */
@Timeout(60)
class ConsoleTest {

    private static final String HOSTILE = "\u001b[2J\u001b]0;owned\u0007\r\u009b31m\u202e\u2028\u007f\u0000\b";

    @TempDir
    private Path directory;

    @Test
    void spellsOutWhatSteersATerminal() {
        StringWriter console = new StringWriter();

        try (PrintWriter out = new ConsoleWriter(console)) {
            out.print("a\tb\u00e9 ");
            out.print(HOSTILE);
            out.print('\u001b');
            out.println("end");
        }

        assertThat(console)
                .hasToString("a\tb\u00e9 \\u001b[2J\\u001b]0;owned\\u0007\\u000d\\u009b31m\\u202e\\u2028\\u007f\\u0000"
                        + "\\u0008\\u001bend\n");
    }

    @Test
    void emptiesALineWithTheOneSequenceThatIsOurs() {
        StringWriter console = new StringWriter();

        try (PrintWriter out = new ConsoleWriter(console)) {
            out.print("a\r");
            ConsoleWriter.renew(out);
            out.print("b");
        }

        assertThat(console).hasToString("a\\u000d\r\u001b[2Kb");
    }

    @Test
    void keepsJsonJson() throws IOException {
        StringWriter console = new StringWriter();
        try (PrintWriter out = new ConsoleWriter(console)) {
            out.print("{\"a\":\"\u007f\u009b\u202e\"}");
        }

        assertThat(new JsonMapper().readTree(console.toString()).get("a").textValue())
                .isEqualTo("\u007f\u009b\u202e");
    }

    @Test
    void namesOfServersSteerNothing() {
        ServerIdentity target = new ServerIdentity("evil" + HOSTILE, HOSTILE, ServerIdentity.NONE);
        ReportedEntry entry = CauseFixture.cause(target, Blame.Party.TARGET_WRONG, BaselineStatus.NEW, "host-missing");
        StringWriter console = new StringWriter();

        try (PrintWriter out = new ConsoleWriter(console)) {
            out.print(RunSummary.text(
                    CauseFixture.report(List.of(entry), List.of(), false), List.of(), directory, directory));
        }

        assertThat(console.toString()).contains("evil\\u001b[2J").satisfies(ConsoleTest::isHarmless);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--insecure"})
    void answersOfServersSteerNothing(String option) throws IOException {
        Path request = Files.writeString(directory.resolve("request"), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        byte[] answer = ("HTTP/1.1 200 " + HOSTILE + "\r\nServer: " + HOSTILE + "\r\nX" + HOSTILE
                        + ": a\r\nContent-Length: 9\r\n\r\n\u001b[2J\u001b[0m!")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> answer(listener, answer));

            CommandLineFixture result =
                    schism("send", request.toString(), "--to", "127.0.0.1:" + listener.getLocalPort(), option);

            server.join();
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).contains("owned").satisfies(ConsoleTest::isHarmless);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --target \u001b[2J",
                "run --profile \u001b[2J",
                "run --time \u001b[2J",
                "run --no-such-\u001b[2J",
                "replay \u001b[2J",
                "send /\u001b[2J --to 127.0.0.1:1",
                "probe --target netty --rules \u001b[2J",
                "\u001b[2J"
            })
    void wrongWordsSteerNothing(String line) {
        CommandLineFixture result = schism(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("\\u001b[2J").satisfies(ConsoleTest::isHarmless);
    }

    @Test
    void librariesLogNothing() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ConsoleTest.class.getResourceAsStream("/simplelogger.properties")) {
            properties.load(in);
        }

        assertThat(properties).containsEntry("org.slf4j.simpleLogger.defaultLogLevel", "off");
    }

    private static void answer(ServerSocket listener, byte[] answer) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            assertThat(in.read(new byte[1000])).isPositive();
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isHarmless(String text) {
        assertThat(text.codePoints()
                        .filter(one -> one != '\n' && one != '\t')
                        .filter(one -> Character.getType(one) == Character.CONTROL
                                || Character.getType(one) == Character.FORMAT
                                || one == 0x2028)
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }
}
