// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Waiting;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Oracle;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Calibrator;
import dev.schism.servers.NettyServer;
import dev.schism.servers.NginxExecutable;
import dev.schism.servers.NginxProcess;
import dev.schism.servers.Server;
import dev.schism.servers.ServerMode;
import dev.schism.servers.Side;
import dev.schism.wire.Observation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The real reference and the embedded target, started for one property. */
final class NginxAndNetty implements AutoCloseable {

    private static final Waiting PATIENT = Waiting.fixed(Duration.ofSeconds(1), Duration.ofMillis(200));

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
    private final Oracle oracle = new Oracle();
    private final Side reference;
    private final Side target;

    private NginxAndNetty(Server nginx, Server netty) {
        reference = new Side(nginx, Calibrator.calibrate(runner, nginx));
        target = new Side(netty, Calibrator.calibrate(runner, netty));
    }

    static NginxAndNetty start() {
        Server nginx = NginxProcess.start(NginxExecutable.find().orElseThrow(), ServerMode.ECHO);
        return new NginxAndNetty(nginx, NettyServer.start());
    }

    String reference() {
        return reference.server().identity().name();
    }

    String target() {
        return target.server().identity().name();
    }

    Finding run(Scenario scenario) {
        return run(
                scenario,
                reference.calibration().waiting(),
                target.calibration().waiting());
    }

    /** Runs without half-closing, to confirm what was found in haste. */
    Finding runPatiently(Scenario scenario) {
        return run(scenario, PATIENT, PATIENT);
    }

    private Finding run(Scenario scenario, Waiting referenceWaiting, Waiting targetWaiting) {
        CompletableFuture<Observation> there =
                runner.run(scenario, reference.server().endpoint(), referenceWaiting, "property");
        CompletableFuture<Observation> here =
                runner.run(scenario, target.server().endpoint(), targetWaiting, "property");
        return oracle.compare(scenario, there.join(), here.join());
    }

    @Override
    public void close() {
        runner.close();
        target.server().close();
        reference.server().close();
    }
}
