// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Endpoint;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Calibration;
import dev.schism.servers.Server;
import dev.schism.servers.Side;
import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that exists only as a script: what it answers to a scenario. */
final class ScriptedServer implements Server {

    /** What a server answers. */
    @FunctionalInterface
    interface Script {
        /** Returns everything that is received before the FIN; nothing for a server that stays silent. */
        String answer(Scenario scenario, boolean patient);
    }

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    static final String DOWN = "down";
    /** Stays open and says nothing. */
    static final String SILENT = "silent";

    private static final AtomicInteger PORTS = new AtomicInteger(1);

    private final String name;
    private final int maxConnections;
    private final Script script;
    private final Endpoint endpoint = Endpoint.tcp("127.0.0.1", PORTS.getAndIncrement());

    ScriptedServer(String name, int maxConnections, Script script) {
        this.name = name;
        this.maxConnections = maxConnections;
        this.script = script;
    }

    static ScriptedServer answering(String name, Script script) {
        return new ScriptedServer(name, 64, script);
    }

    Side side() {
        Duration latency = Duration.ofMillis(1);
        return new Side(this, new Calibration(latency, latency, true, true, true, maxConnections, new HastyWaiting()));
    }

    String answer(Scenario scenario, boolean patient) {
        return script.answer(scenario, patient);
    }

    @Override
    public ServerIdentity identity() {
        return new ServerIdentity(name, "1", ServerIdentity.NONE);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public void close() {}

    /** A waiting that half-closes, as calibrated ones do. */
    private record HastyWaiting() implements Waiting {

        @Override
        public Duration quietWindow() {
            return Duration.ofMillis(30);
        }

        @Override
        public Duration settleWindow() {
            return Duration.ZERO;
        }

        @Override
        public boolean halfCloseWhenQuiet() {
            return true;
        }

        @Override
        public void answered(Duration latency) {}
    }
}
