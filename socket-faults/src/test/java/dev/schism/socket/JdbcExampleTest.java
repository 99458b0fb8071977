// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The original's five scenarios for a database driver that knows nothing of faults, against servers on loopback. */
@Timeout(60)
class JdbcExampleTest {

    private Server server;
    private Server healthy;

    @BeforeEach
    void start() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        healthy = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    }

    @AfterEach
    void stop() {
        server.stop();
        healthy.stop();
    }

    private static Connection connect(Server to) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + to.getPort() + "/mem:faults", "sa", "");
    }

    private static long query(Server to) throws SQLException {
        try (Connection connection = connect(to);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(x) from system_range(1, 1000)")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private FaultOptions faults() {
        return FaultInjector.builder().logInjections(false).seed(5).targetPorts(server.getPort());
    }

    @Test
    void retryLogic() throws SQLException {
        try (FaultInjector faults =
                faults().connectFailRate(0.5).connectErrno(Errno.ECONNREFUSED).start()) {
            // The driver itself tries again, which only the statistics show.
            for (int i = 0; i < 5; i++) {
                assertThat(query(server)).isEqualTo(500_500);
            }

            assertThat(faults.stats().connectFailures()).isPositive();
            assertThat(faults.stats().connectAttempts()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void circuitBreakerOpens() {
        try (FaultInjector faults =
                faults().connectFailRate(1).connectErrno(Errno.ETIMEDOUT).start()) {
            CircuitBreaker breaker = new CircuitBreaker(3);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> breaker.call(() -> query(server))).isInstanceOf(SQLException.class);
            }
            assertThat(breaker.isOpen()).isTrue();

            long before = faults.stats().connectAttempts();
            assertThatThrownBy(() -> breaker.call(() -> query(server))).hasMessage("circuit is open");
            assertThat(faults.stats().connectAttempts()).isEqualTo(before);
        }
    }

    @Test
    void timeoutHandling() {
        try (FaultInjector faults =
                faults().recvFailRate(0.3).recvErrno(Errno.ETIMEDOUT).start()) {
            int successes = 0;
            for (int i = 0; i < 10; i++) {
                try {
                    successes += query(server) == 500_500 ? 1 : 0;
                } catch (SQLException e) {
                    assertThat(e.getMessage()).contains("Connection is broken");
                }
            }

            assertThat(successes).isBetween(1, 9);
            assertThat(faults.stats().recvFailures()).isEqualTo(10 - successes);
        }
    }

    @Test
    void partialDataHandling() throws SQLException {
        try (FaultInjector faults = faults().recvShortRate(1).sliceOctets(64).start()) {
            assertThat(query(server)).isEqualTo(500_500);

            assertThat(faults.stats().shortReads()).isPositive();
        }
    }

    @Test
    void targetedEndpointFailsAlone() throws SQLException {
        try (FaultInjector faults =
                faults().connectFailRate(1).targetHosts("127.0.0.1").start()) {
            assertThatThrownBy(() -> query(server)).isInstanceOf(SQLException.class);
            assertThat(query(healthy)).isEqualTo(500_500);
            faults.assertInjected(InjectionKind.CONNECT_FAILURE);
        }
    }

    @Test
    void resetBreaksTheConnectionNotTheDriver() throws SQLException {
        try (FaultInjector faults = faults().start();
                Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();

            faults.update(
                    faults.config().toBuilder().recvFailRate(1).segmentOctets(1).build());
            assertThatThrownBy(() -> statement.execute("select 2")).isInstanceOf(SQLException.class);
            faults.assertInjected(InjectionKind.RECV_FAILURE);

            faults.pause();
            try (Connection next = connect(server)) {
                assertThat(next.isValid(1)).isTrue();
            }
        }
    }
}
