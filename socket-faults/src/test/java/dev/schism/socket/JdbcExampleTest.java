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

/** A database driver that knows nothing of faults, against a small server on loopback. */
@Timeout(60)
class JdbcExampleTest {

    private Server server;

    @BeforeEach
    void start() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:faults", "sa", "");
    }

    private FaultOptions faults() {
        return FaultInjector.builder().logInjections(false).seed(5).targetPorts(server.getPort());
    }

    @Test
    void resultSurvivesShortReads() throws SQLException {
        try (FaultInjector faults = faults().recvShortRate(1).sliceOctets(64).start();
                Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(x) from system_range(1, 1000)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(500_500);
            faults.assertInjected(InjectionKind.SHORT_READ);
        }
    }

    @Test
    void resetBreaksTheConnectionNotTheDriver() throws SQLException {
        try (FaultInjector faults = faults().start();
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();

            faults.update(
                    faults.config().toBuilder().recvFailRate(1).segmentOctets(1).build());
            assertThatThrownBy(() -> statement.execute("select 2")).isInstanceOf(SQLException.class);
            faults.assertInjected(InjectionKind.RECV_FAILURE);

            faults.pause();
            try (Connection next = connect()) {
                assertThat(next.isValid(1)).isTrue();
            }
        }
    }
}
