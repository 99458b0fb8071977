// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.wire.Octets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioImportTest {

    private static final Step AWAIT = new Step.AwaitResponse(ScenarioBuilder.DEFAULT_TIMEOUT);

    @Test
    void sendsRawOctetsLiterally() {
        Octets request = Octets.latin1("GET /{host} HTTP/1.1\n\n");

        assertThat(ScenarioImport.raw("a", request))
                .isEqualTo(new Scenario(
                        "a", List.of(), List.of(new Step.SendBytes(Payload.of(request), Pacing.WHOLE), AWAIT)));
    }

    @Test
    void awaitsAResponseToEachRequest() {
        Octets requests = Octets.latin1("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3));

        assertThat(ScenarioImport.raw("a", requests).steps()).hasSize(4).endsWith(AWAIT, AWAIT, AWAIT);
    }

    @Test
    void awaitsOnceWhereNoRequestIsFound() {
        assertThat(ScenarioImport.raw("a", Octets.latin1("\r\n")).steps())
                .hasSize(2)
                .endsWith(AWAIT);
    }

    @Test
    void boundsTheAwaits() {
        Octets requests = Octets.latin1("GET / HTTP/1.1\r\n\r\n".repeat(ScenarioImport.MAX_AWAITS + 5));

        assertThat(ScenarioImport.raw("a", requests).steps()).hasSize(ScenarioImport.MAX_AWAITS + 1);
    }

    @Test
    void noOctetsAreNoSend() {
        assertThat(ScenarioImport.raw("x", Octets.EMPTY))
                .isEqualTo(Scenario.named("x").await().build());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void refusesANumberOfAwaitsOutOfBounds(int awaits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioImport.raw("a", Octets.latin1("a"), awaits))
                .withMessage("awaits must be from 1 to 1000: " + awaits);
    }

    @ParameterizedTest
    @CsvSource({
        "get.raw, get.raw",
        "'a b  c', a-b-c",
        ".hidden, hidden",
        "--x, x",
        "'  x', x",
        "'\u00e9\u00e9.bin', bin",
        "'', unnamed",
        "'...', unnamed",
        "_-., _-."
    })
    void makesNamesOfFileNames(String fileName, String name) {
        assertThat(ScenarioImport.nameFrom(fileName)).isEqualTo(name);
    }

    @Test
    void cutsLongFileNames() {
        assertThat(ScenarioImport.nameFrom("a".repeat(300))).hasSize(Scenario.MAX_NAME);
    }

    @Property(tries = 300)
    void everyFileNameMakesAName(@ForAll String fileName) {
        String name = ScenarioImport.nameFrom(fileName);

        assertThat(Scenario.named(name).build().name()).isEqualTo(name);
    }
}
