// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchismTest {

    @Test
    void listsItsCommandsAndExitCodes() {
        CommandLineFixture help = schism("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("run", "replay", "send", "report", "doctor", "Exit codes", "no new cause that counts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "send", "report", "doctor"})
    void everyCommandDocumentsItsExitCodesAndJson(String command) {
        CommandLineFixture help = schism(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Exit codes", "--json");
    }

    @Test
    void refusesToDoNothing() {
        CommandLineFixture result = schism();

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("a command must be given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --target moon                       | target must be one of",
                "run --reference moon                    | reference must be one of",
                "run --count 0                           | scenarios must be positive: 0",
                "run --count 10 --time 5s                | mutually exclusive",
                "run --time soon                         | duration must be a positive number",
                "run --in-flight 0                       | inFlight must be from 1 to",
                "run --baseline /no/such/file.yaml       | baseline must be a readable file",
                "run --target 192.0.2.1:80               | must be loopback unless --allow-remote is given",
                "run --reference 192.0.2.1:80            | must be loopback unless --allow-remote is given",
                "send /no/such/file --to 192.0.2.1:80    | must be loopback unless --allow-remote is given",
                "send /no/such/file --to 127.0.0.1       | --to must be HOST:PORT",
                "send /no/such/file                      | --to",
                "fly                                     | fly",
            })
    void saysWhatIsWrongWithACommandLine(String line, String message) {
        CommandLineFixture result = schism(line.trim().split(" +"));

        assertThat(result.err()).contains(message);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }
}
