// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;

/** The operation faults that each client is put through, and what must come of each. */
enum MatrixFault {
    CONNECT_REFUSED_AT_ONCE(connect(Errno.ECONNREFUSED, Delivery.IMMEDIATE)),
    CONNECT_REFUSED_LATER(connect(Errno.ECONNREFUSED, Delivery.ASYNCHRONOUS)),
    CONNECT_TIMED_OUT_LATER(connect(Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS)),
    HOST_UNREACHABLE_AT_ONCE(connect(Errno.EHOSTUNREACH, Delivery.IMMEDIATE)),
    HOST_UNREACHABLE_LATER(connect(Errno.EHOSTUNREACH, Delivery.ASYNCHRONOUS)),
    NETWORK_UNREACHABLE_AT_ONCE(connect(Errno.ENETUNREACH, Delivery.IMMEDIATE)),
    NETWORK_UNREACHABLE_LATER(connect(Errno.ENETUNREACH, Delivery.ASYNCHRONOUS)),
    FIRST_CONNECTS_FAIL(new Fault.ConnectFailure(Trigger.first(3), Errno.ECONNREFUSED, Delivery.ASYNCHRONOUS)) {
        @Override
        void check(Matrix.Run run) throws IOException {
            // A client that tries again by itself uses up more of them in one request, and may even be done in the
            // last.
            int failed = 0;
            while (run.faults().stats().connectFailures() < 3) {
                failed += run.length() == Matrix.OCTETS ? 0 : 1;
            }
            assertThat(failed).isBetween(1, 3);
            whole(run);
            assertThat(run.faults().stats().connectFailures()).isEqualTo(3);
        }
    },
    SEND_BROKEN_PIPE(new Fault.SendFailure(Trigger.always(), Errno.EPIPE)) {
        @Override
        void check(Matrix.Run run) {
            fails(run);
            run.faults().assertInjected(InjectionKind.SEND_FAILURE);
        }
    },
    SEND_RESET(new Fault.SendFailure(Trigger.always(), Errno.ECONNRESET)) {
        @Override
        void check(Matrix.Run run) {
            fails(run);
            run.faults().assertInjected(InjectionKind.SEND_FAILURE);
        }
    },
    NTH_SEND_FAILS(new Fault.SendFailure(Trigger.nth(1), Errno.EPIPE)) {
        @Override
        void check(Matrix.Run run) {
            fails(run);
            run.faults().assertInjected(InjectionKind.SEND_FAILURE);
        }
    },
    RECV_RESET(new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET)) {
        @Override
        void check(Matrix.Run run) {
            fails(run);
            run.faults().assertInjected(InjectionKind.RECV_FAILURE);
            assertThat(run.faults().stats().octetsReceived()).isZero();
        }
    },
    RECV_TIMED_OUT(new Fault.RecvFailure(Trigger.always(), Errno.ETIMEDOUT)) {
        @Override
        void check(Matrix.Run run) {
            assertThatThrownBy(run::request)
                    .isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(Chain.of(e)).containsIgnoringCase("timed out"));
            run.faults().assertInjected(InjectionKind.RECV_FAILURE);
        }
    },
    RECV_RESET_AT_THE_BYTE(new Fault.RecvFailure(Trigger.atByte(70_001), Errno.ECONNRESET)) {
        @Override
        void check(Matrix.Run run) {
            assertThatThrownBy(run::request)
                    .isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(Chain.of(e)).containsIgnoringCase("reset"));
            assertThat(run.faults().stats().octetsReceived()).isEqualTo(70_001);
        }
    },
    NTH_RECV_FAILS(new Fault.RecvFailure(Trigger.nth(2), Errno.ECONNRESET)) {
        @Override
        void check(Matrix.Run run) {
            fails(run);
            assertThat(run.faults().stats().recvFailures()).isPositive();
            assertThat(run.faults().stats().octetsReceived()).isPositive();
        }
    },
    END_OF_STREAM_AT_THE_BYTE(new Fault.EndOfStream(Trigger.atByte(5_000))) {
        @Override
        void check(Matrix.Run run) {
            assertThat(run.length()).isLessThan(5_000);
            assertThat(run.faults().stats().endsOfStream()).isOne();
            assertThat(run.faults().stats().octetsReceived()).isEqualTo(5_000);
        }
    },
    SHORT_READS(new Fault.ShortRead(Trigger.rate(0.8))) {
        @Override
        void check(Matrix.Run run) throws IOException {
            whole(run);
            assertThat(run.faults().stats().shortReads()).isGreaterThan(100);
        }
    },
    SHORT_WRITES(new Fault.ShortWrite(Trigger.always())) {
        @Override
        void check(Matrix.Run run) throws IOException {
            assertThat(run.upload()).isEqualTo(HttpFixture.body(Matrix.UPLOAD));
            assertThat(run.faults().stats().shortWrites()).isGreaterThan(20);
        }
    },
    CORRUPT_RECEIVED_BYTE(new Fault.CorruptByte(Direction.RECEIVE, Trigger.atByte(60_000))) {
        @Override
        void check(Matrix.Run run) throws IOException {
            oneDifference(run, false);
        }
    },
    CORRUPT_SENT_BYTE(new Fault.CorruptByte(Direction.SEND, Trigger.atByte(10_000))) {
        @Override
        void check(Matrix.Run run) throws IOException {
            oneDifference(run, true);
        }
    },
    NOT_THE_TARGET(new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET)) {
        @Override
        Target target(int port) {
            return Target.toPort(port == 1 ? 2 : 1);
        }

        @Override
        void check(Matrix.Run run) throws IOException {
            whole(run);
            assertThat(run.faults().stats().injected()).isZero();
            assertThat(run.faults().stats().connectAttempts()).isZero();
        }
    };

    private final Fault fault;

    MatrixFault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    Target target(int port) {
        return Target.toPort(port);
    }

    /** Runs requests and holds what comes of them to what must; by default the connect fails. */
    void check(Matrix.Run run) throws IOException {
        fails(run);
        assertThat(run.faults().stats().connectFailures()).isPositive();
        assertThat(run.faults().stats().connectAttempts())
                .isEqualTo(run.faults().stats().connectFailures());
        assertThat(run.server().accepted).hasValue(0);
    }

    private static Fault connect(Errno errno, Delivery delivery) {
        return new Fault.ConnectFailure(Trigger.always(), errno, delivery);
    }

    private static void fails(Matrix.Run run) {
        assertThatThrownBy(run::request).isInstanceOf(IOException.class);
    }

    private static void whole(Matrix.Run run) throws IOException {
        assertThat(run.request()).isEqualTo(HttpFixture.body(Matrix.OCTETS));
    }

    /** In plain text one octet differs; TLS notices and refuses. */
    private static void oneDifference(Matrix.Run run, boolean upload) throws IOException {
        if (run.cell().transport() == Transport.TLS) {
            assertThatThrownBy(upload ? run::upload : run::request).isInstanceOf(IOException.class);
        } else {
            byte[] got = upload ? run.upload() : run.request();
            byte[] sent = HttpFixture.body(upload ? Matrix.UPLOAD : Matrix.OCTETS);
            int at = Arrays.mismatch(got, sent);
            assertThat(at).isNotNegative();
            got[at] = sent[at];
            assertThat(got).isEqualTo(sent);
        }
        assertThat(run.faults().stats().corruptedOctets()).isPositive();
    }
}
