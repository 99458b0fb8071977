// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Rule;
import dev.schism.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnScenarioTest {

    @Test
    void equalNamesAreToldApart() {
        assertThat(OwnScenario.cases(List.of(own("a"), own("a-2"), own("a"), own("b"), own("a"))))
                .extracting(ProbeCase::name)
                .containsExactly("a", "a-2", "a-3", "b", "a-4");
    }

    @Test
    void longNamesStayWithinTheLimit() {
        String longest = "x".repeat(Scenario.MAX_NAME);

        assertThat(OwnScenario.cases(List.of(own(longest), own(longest))))
                .extracting(ProbeCase::name)
                .containsExactly(longest, longest.substring(2) + "-2");
    }

    @Test
    void tagsMayNameRulesAndHaveNoOtherMeaning() {
        Scenario scenario = Scenario.named("a")
                .tag("XX-99")
                .tag("HO-01")
                .tag("group-x")
                .tag("group-base")
                .tag("innocent")
                .tag("follow-up")
                .await()
                .build();

        ProbeCase one =
                OwnScenario.cases(List.of(new OwnScenario(scenario, "a file"))).get(0);

        assertThat(one.rules()).extracting(Rule::id).containsExactly("HO-01");
        assertThat(one.isVariant()).isFalse();
        assertThat(one.isGroupBase()).isFalse();
        assertThat(one.mayBeFollowed()).isTrue();
        assertThat(one.note()).isEqualTo("a file");
    }

    private static OwnScenario own(String name) {
        return new OwnScenario(Scenario.named(name).await().build(), "");
    }
}
