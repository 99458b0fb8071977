// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.time.Duration;

/** One run of a client under a fault. */
final class Matrix {

    static final int OCTETS = 200_000;
    static final int UPLOAD = 60_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Matrix() {}

    /** A client over a transport, its server and the injector. */
    record Run(Transport.Cell cell, HttpFixture server, FaultInjector faults) {

        byte[] request() throws IOException {
            return cell.run(Call.get("127.0.0.1", server.port(), OCTETS, TIMEOUT));
        }

        byte[] upload() throws IOException {
            return cell.run(
                    Call.get("127.0.0.1", server.port(), OCTETS, TIMEOUT).uploading(UPLOAD));
        }

        /** HttpURLConnection of JDK 17 hands out a body that ended early without a word; all others refuse it. */
        int length() {
            try {
                return request().length;
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
