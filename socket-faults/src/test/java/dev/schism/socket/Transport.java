// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the clients of the matrix are run over. */
enum Transport {
    /** Plain TCP on platform threads. */
    PLAIN,
    /** TLS on platform threads. */
    TLS,
    /** Plain TCP on virtual threads, which JDK 17 does not have. */
    VIRTUAL;

    private static final int VIRTUAL_THREADS = 21;

    /** Returns what this JDK has of what the client can do. */
    static List<Transport> of(Client client) {
        return Arrays.stream(values())
                .filter(transport -> switch (transport) {
                    case PLAIN -> true;
                    case TLS -> client.tls();
                    case VIRTUAL -> client.virtual() && Runtime.version().feature() >= VIRTUAL_THREADS;
                })
                .toList();
    }

    /** One client over one transport. */
    record Cell(Client client, Transport transport) {

        static Stream<Cell> all() {
            return Arrays.stream(Client.values())
                    .flatMap(client -> of(client).stream().map(transport -> new Cell(client, transport)));
        }

        byte[] run(Call call) throws IOException {
            return client.run(call.over(transport));
        }

        HttpFixture server() throws IOException {
            return transport == TLS ? TlsFixture.server() : new HttpFixture();
        }

        @Override
        public String toString() {
            return client + " " + transport;
        }
    }
}
