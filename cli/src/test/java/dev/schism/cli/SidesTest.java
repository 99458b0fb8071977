// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.servers.CalibrationListener;
import dev.schism.servers.JdkServer;
import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import dev.schism.servers.ServerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SidesTest {

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    private static Server gone(Server server) {
        server.close();
        return server;
    }

    @Test
    void measuresTheReferenceOnce() {
        List<String> told = new ArrayList<>();
        CalibrationListener telling = line -> {
            synchronized (told) {
                told.add(line);
            }
        };
        try (Server reference = NettyServer.start();
                Server one = JdkServer.start();
                Server other = JdkServer.start()) {
            Sides sides = new Sides(runner, reference, telling, notes);
            Sides.Pair first = sides.with(one);
            Sides.Pair second = sides.with(other);

            assertThat(first.reference()).isSameAs(second.reference());
            assertThat(first.target().server()).isSameAs(one);
            assertThat(second.target().server()).isSameAs(other);
            assertThat(told)
                    .filteredOn(line -> line.startsWith("calibrating netty"))
                    .hasSize(1);
            assertThat(told)
                    .filteredOn(line -> line.startsWith("calibrating jdk"))
                    .hasSize(2);
        }
    }

    @Test
    void namesTheReferenceWhereNeitherAnswers() {
        Sides sides = new Sides(runner, gone(NettyServer.start()), CalibrationListener.NONE, notes);
        Server target = gone(JdkServer.start());

        assertThatThrownBy(() -> sides.with(target))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("netty");
    }

    @Test
    void namesTheTargetWhereItAloneDoesNotAnswer() {
        try (Server reference = NettyServer.start()) {
            Sides sides = new Sides(runner, reference, CalibrationListener.NONE, notes);

            Server target = gone(JdkServer.start());

            assertThatThrownBy(() -> sides.with(target))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("jdk");
        }
    }
}
