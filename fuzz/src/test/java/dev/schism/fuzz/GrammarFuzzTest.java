// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;

class GrammarFuzzTest {

    @FuzzTest
    void nettyAndTheScannerSeeTheSameRequests(FuzzedDataProvider data) {
        Scenario scenario = ScenarioGrammar.wellFormed("g2", new ProviderChoices(data));
        Octets sent = scenario.sent().fill(new Bindings("", 0, ""));

        NettyDecoding decoding = NettyDecoding.of(sent);

        assertThat(decoding.failures()).isEmpty();
        assertThat(RequestScanner.methods(sent)).isEqualTo(decoding.methods());
    }
}
