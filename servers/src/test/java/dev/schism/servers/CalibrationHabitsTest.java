// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.client.Tls;
import dev.schism.wire.ConnectionEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calibration makes of servers with habits, with few threads, and with ill will. */
@Timeout(60)
class CalibrationHabitsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String OK_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final String NO_LENGTH = "HTTP/1.1 200 OK\r\n\r\nok";
    private static final int MANY = 2 * ConnectionLimit.MOST;

    private final WireFixture wire = new WireFixture();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void aCloseThatIsAnnouncedAndNeverComesIsAHabit() throws Exception {
        Calibration calibration = calibrate(OK_CLOSE, false, 0, MANY);

        assertThat(calibration.habits()).containsExactly(Habit.ANNOUNCES_CLOSE_STAYS_OPEN);
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("calibrating 127.0.0.1:").contains("60 requests", "at most 10 s");
        assertThat(told.get(1)).contains("says that it closes and stays open", "RFC 9112 §9.6");
    }

    @Test
    void aResponseWithoutLengthOnAConnectionThatStaysOpenIsAHabit() throws Exception {
        Calibration calibration = calibrate(NO_LENGTH, false, 0, MANY);

        assertThat(calibration.habits()).containsExactly(Habit.NO_LENGTH_STAYS_OPEN);
        assertThat(calibration.keepsAlive()).isFalse();
    }

    @Test
    void aHabitComesWithTheRunThatShowsIt() throws Exception {
        Encounter announced = calibrate(OK_CLOSE, false, 0, MANY).met().get(0);
        Encounter endless = calibrate(NO_LENGTH, false, 0, MANY).met().get(0);

        assertThat(announced.habit().rule()).contains("KA-15");
        assertThat(announced.observation().end()).isEqualTo(ConnectionEnd.OPEN);
        assertThat(announced.observation().sent().toLatin1()).startsWith("GET / HTTP/1.1");
        assertThat(announced.observation().elapsed()).isGreaterThan(Calibrator.LATE);
        assertThat(endless.habit().rule()).contains("KA-16");
        assertThat(endless.observation().firstResponse())
                .hasValueSatisfying(response -> assertThat(response.complete()).isFalse());
        assertThat(endless.observation().elapsed()).isGreaterThan(Calibrator.LATE);
    }

    @Test
    void aResponseWithoutLengthThatTheCloseEndsIsNone() throws Exception {
        Calibration calibration = calibrate(NO_LENGTH, true, 0, MANY);

        assertThat(calibration.habits()).containsExactly(Habit.CLOSES_EACH);
    }

    @Test
    void aCloseThatWasNotAnnouncedIsAHabit() throws Exception {
        assertThat(calibrate(OK, true, 0, MANY).habits()).containsExactly(Habit.CLOSES_UNANNOUNCED);
    }

    @Test
    void octetsBehindAResponseAreAHabit() throws Exception {
        assertThat(calibrate(OK + "more", false, 0, MANY).habits()).containsExactly(Habit.SENDS_MORE);
    }

    @Test
    void aLateAnswerIsAHabitAndStaysWithinTheTime() throws Exception {
        Calibration calibration = calibrate(OK, false, 1200, MANY);

        assertThat(calibration.habits()).contains(Habit.ANSWERS_LATE);
        assertThat(calibration.median()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aGoodServerHasNoHabit() throws Exception {
        Calibration calibration = calibrate(OK, false, 0, MANY);

        assertThat(calibration.habits()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void aServerOfOneThreadGetsOneConnection() throws Exception {
        assertThat(calibrate(OK, false, 0, 1).maxConnections()).isEqualTo(1);
    }

    @Test
    void aServerOfEightThreadsGetsAtMostEight() throws Exception {
        assertThat(calibrate(OK, false, 0, 8).maxConnections()).isBetween(2, 8);
    }

    @Test
    void aServerOfManyGetsManyAndNothingStaysOpen() throws Exception {
        try (HabitualServer server = new HabitualServer(OK, false, 0, MANY)) {
            assertThat(Calibrator.calibrate(wire.runner(), at(server.port())).maxConnections())
                    .isGreaterThanOrEqualTo(ConnectionLimit.UNMEASURED);
            // a last plain request: what was reset before it has been noticed by then, or is about to be
            assertThat(PlainRequest.ask(wire.runner(), side(server.port()))
                            .join()
                            .kind())
                    .isEqualTo(PlainAnswer.Kind.WHOLE);
            long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (server.openConnections() > 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertThat(server.openConnections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileServer.Mode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DEEP_ECHO", "MARKUP"})
    void aServerThatMeansHarmFromTheStartIsNamed(HostileServer.Mode mode) throws Exception {
        try (HostileServer server = HostileServer.start(mode, 1)) {
            Server remote = at(server.endpoint().port());
            long begun = System.nanoTime();

            assertThatThrownBy(() -> Calibrator.calibrate(wire.runner(), remote))
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("must answer a plain GET: ")
                    .message()
                    .matches("[\\x20-\\x7e]*");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Calibrator.MAX_TIME.plusSeconds(1));
        }
    }

    private Calibration calibrate(String answer, boolean closes, long delayMillis, int threads) throws Exception {
        try (HabitualServer server = new HabitualServer(answer, closes, delayMillis, threads)) {
            Server remote = at(server.port());
            long begun = System.nanoTime();
            Calibration made = Calibrator.calibrate(wire.runner(), remote, told::add);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Calibrator.MAX_TIME.plusSeconds(1));
            return made;
        }
    }

    private Side side(int port) throws Exception {
        Server server = at(port);
        return new Side(server, Calibrator.calibrate(wire.runner(), server));
    }

    private static Server at(int port) throws Exception {
        return RemoteServer.at(new RemoteAddress(Loopback.HOST, port, false), Tls::ofRuntime);
    }
}
