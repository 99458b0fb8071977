// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Availability;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/**
 * The differential property: nginx and the embedded Netty server differ only as the baseline says. The seed is fixed,
 * because what a build proves must not change from run to run; campaigns look for what is new.
 */
@AddLifecycleHook(DifferentialPropertyTest.WhereNginxIs.class)
class DifferentialPropertyTest {

    private static final String BASELINE = "nginx-netty-baseline.yaml";

    private static NginxAndNetty servers;
    private static KnownDivergences known;
    private static int compared;

    /** What aborts while a container begins counts as an error: it has to be skipped before. */
    static final class WhereNginxIs implements SkipExecutionHook {

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            boolean required = Boolean.parseBoolean(System.getenv("SCHISM_REQUIRE_NGINX"));
            return Availability.missingNginx()
                    .filter(missing -> !required)
                    .map(SkipResult::skip)
                    .orElseGet(SkipResult::doNotSkip);
        }
    }

    @BeforeContainer
    static void start() throws URISyntaxException {
        Availability.missingNginx().ifPresent(missing -> fail("SCHISM_REQUIRE_NGINX=true, but %s", missing));
        servers = NginxAndNetty.start();
        Path baseline =
                Path.of(DifferentialPropertyTest.class.getResource(BASELINE).toURI());
        known = new KnownDivergences(baseline, servers.reference(), servers.target());
    }

    @AfterContainer
    static void stop() {
        if (servers != null) {
            servers.close();
            assertThat(compared).as("scenarios with an answer").isGreaterThan(150);
        }
    }

    @Property(tries = 200, seed = "2026", edgeCases = EdgeCasesMode.NONE)
    void sidesDifferOnlyAsTheBaselineSays(@ForAll Scenario scenario) {
        Optional<Divergence> unknown = unknown(servers.run(scenario));

        if (unknown.isPresent() && unknown(servers.runPatiently(scenario)).isPresent()) {
            unknown(servers.runPatiently(scenario)).ifPresent(DifferentialPropertyTest::report);
        }
    }

    private static Optional<Divergence> unknown(Finding finding) {
        compared += finding instanceof Finding.Inconclusive ? 0 : 1;
        return finding instanceof Difference difference && !known.accounts(difference.divergence(), LocalDate.now())
                ? Optional.of(difference.divergence())
                : Optional.empty();
    }

    private static void report(Divergence divergence) {
        fail(
                "divergence must be in %s: %s%nof %s",
                BASELINE, divergence.signature().text(), divergence.scenario());
    }
}
