// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever words are wrong, in whatever command: exit code 2 and a message that says what and where. */
class WrongWordsTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.createFile(directory.resolve("empty"));
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 27, '[', '2', 'J', (byte) 0xc3});
        Files.writeString(directory.resolve("half.schism"), "schism-scenario 1\nname: x\n\nfly\n");
        Files.writeString(directory.resolve("rule.yaml"), """
                schemaVersion: 1
                overrides: [{rule: XX-99, result: off, reason: none}]
                """);
        Files.createDirectories(directory.resolve("folder"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "probe --target jdk --scenarios DIR/missing | file or directory must exist: none",
                "probe --target jdk --scenarios DIR/folder | --scenarios must hold at least one file",
                "probe --target jdk --scenarios DIR/empty | --raw judges raw octets: '",
                "probe --target jdk --scenarios DIR/binary | --raw judges raw octets: '",
                "probe --target jdk --scenarios DIR/half.schism | half.schism: line 4, column 1: step must be one of",
                "probe --target jdk --raw DIR/half.schism | this is a scenario, for --scenarios: '",
                "probe --target jdk --raw DIR/empty --scenarios DIR/half.schism | --raw must not come with --scenarios",
                "probe --target jdk --raw DIR/empty --report DIR/report | --report must not come with --raw",
                "run --profile kind | profile must be rfc, strict-security or lenient: 'kind'",
                "run --target moon | target must be one of",
                "run --target 127.0.0.1:70000 | port must be from 1 to 65535: 70000",
                "run --target 127.0.0.1:0 | port must be from 1 to 65535: 0",
                "run --target netty,moon | target must be one of",
                "run --target no.such.host.invalid:80 | host must be resolvable: 'no.such.host.invalid'",
                "run --reference moon | reference must be one of",
                "run --reference 127.0.0.1:70000 | port must be from 1 to 65535: 70000",
                "run --mode maybe | --mode",
                "run --count 0 | scenarios must be positive: 0",
                "run --count -1 | scenarios must be positive: -1",
                "run --count many | --count",
                "run --count 99999999999999999999 | --count",
                "run --count 10 --time 5s | mutually exclusive",
                "run --time nonsense | duration must be a positive number with ms, s, m or h: 'nonsense'",
                "run --time 0s | duration must be a positive number",
                "run --time -5s | duration must be a positive number",
                "run --time 999999999999h | duration must be a positive number",
                "run --deadline 0ms | duration must be a positive number",
                "run --deadline 999999999h | must be",
                "run --seed x | --seed",
                "run --in-flight 0 | inFlight must be from 1 to",
                "run --in-flight -1 | inFlight must be from 1 to",
                "run --in-flight 1000000000 | inFlight must be from 1 to",
                "run --baseline DIR/missing | baseline must be a readable file: DIR/missing",
                "run --baseline DIR/binary | DIR/binary",
                "run --baseline DIR/folder | baseline must be a readable file: DIR/folder",
                "run --overrides DIR/missing | --overrides must be a file: 'DIR/missing'",
                "run --overrides DIR/folder | --overrides must be a file: 'DIR/folder'",
                "run --overrides DIR/binary | DIR/binary:1: overrides must be YAML",
                "run --overrides DIR/empty | DIR/empty:1: overrides must be YAML",
                "run --overrides DIR/rule.yaml | XX-99",
                "run --ca DIR/missing --target 127.0.0.1:1 | there is no DIR/missing",
                "run --ca DIR/empty --target 127.0.0.1:1 | file must hold a certificate: DIR/empty",
                "run --ca DIR/binary --target 127.0.0.1:1 | DIR/binary",
                "run --no-such-option | --no-such-option",
                "run --report DIR/empty | --report must be a directory: 'DIR/empty'",
                "report --report DIR/empty | --report must be a directory: 'DIR/empty'",
                "probe --target netty --report DIR/empty | --report must be a directory: 'DIR/empty'",
                "run --corpus DIR/empty | --corpus must be a directory: 'DIR/empty'",
                "replay --corpus DIR/empty | --corpus must be a directory: 'DIR/empty'",
                "report --corpus DIR/empty | --corpus must be a directory: 'DIR/empty'",
                "run word | word",
                "replay --profile kind | profile must be rfc",
                "replay --baseline DIR/missing | baseline must be a readable file: DIR/missing",
                "replay --overrides DIR/missing | --overrides must be a file",
                "replay no-such-entry | entry must be in DIR/corpus: 'no-such-entry'",
                "replay ../../etc | entry must be in DIR/corpus: '../../etc'",
                "report --profile kind | profile must be rfc",
                "report --baseline DIR/missing | baseline must be a readable file: DIR/missing",
                "report --overrides DIR/binary | DIR/binary:1: overrides must be YAML",
                "probe | --target must name at least one server",
                "probe --target moon | target must be one of",
                "probe --target netty --rules XX | rule selector must be an id or class of the rule book: 'XX'",
                "probe --target netty --rules , | rule selector must be an id or class of the rule book: ''",
                "probe --list --rules CL-2 | 'CL-2'",
                "probe --explain ZZ-1 | must be an id or class of the rule book: 'ZZ-1'",
                "probe --target netty --profile kind | profile must be rfc",
                "probe --target netty --overrides DIR/rule.yaml | XX-99",
                "probe --target netty --raw DIR/missing | --raw must be a file or a directory: 'DIR/missing'",
                "probe --target netty --raw DIR/folder | --raw must hold at least one file: 'DIR/folder'",
                "send DIR/missing --to 127.0.0.1:1 | DIR/missing",
                "send DIR/folder --to 127.0.0.1:1 | DIR/folder",
                "send DIR/half.schism --to 127.0.0.1:1 | DIR/half.schism: line 4",
                "send DIR/binary --to 127.0.0.1 | --to must be HOST:PORT",
                "send DIR/binary --to 127.0.0.1:99999 | port must be from 1 to 65535: 99999",
                "send DIR/binary --to https://127.0.0.1:1 --ca DIR/missing | there is no DIR/missing",
                "send DIR/binary --to 192.0.2.1:80 | address must be loopback unless --allow-remote is given",
                "send --to 127.0.0.1:1 | FILE",
                "doctor now | now",
            })
    void areExitCodeTwoWithWhatAndWhere(String line, String message) {
        String[] words = Arrays.stream(line.trim().split(" +"))
                .map(word -> word.replace("DIR", directory.toString()))
                .toArray(String[]::new);

        CommandLineFixture result = schism(isOfCorpus(words) ? withCorpus(words) : words);

        assertThat(result.err()).contains(message.replace("DIR", directory.toString()));
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).doesNotContain("internal error", "\tat ");
        assertThat(directory.resolve("internal-errors")).doesNotExist();
    }

    private static boolean isOfCorpus(String[] words) {
        return List.of("run", "replay", "report").contains(words[0])
                && !Arrays.asList(words).contains("--corpus");
    }

    private String[] withCorpus(String[] words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--corpus";
        all[words.length + 1] = directory.resolve("corpus").toString();
        return all;
    }
}
