// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One request of a test: a GET for some octets, or a POST of some octets where there are any to send.
 *
 * @param host the host as given to the client
 * @param port the port
 * @param octets the octets to ask for
 * @param upload the octets to send, 0 for a GET
 * @param timeout of the connect, and of each wait for octets
 * @param tls what to speak TLS with
 * @param virtual whether to work on virtual threads, from JDK 21 on
 */
record Call(
        String host, int port, int octets, int upload, Duration timeout, Optional<SSLContext> tls, boolean virtual) {

    static Call get(String host, int port, int octets, Duration timeout) {
        return new Call(host, port, octets, 0, timeout, Optional.empty(), false);
    }

    Call uploading(int count) {
        return new Call(host, port, octets, count, timeout, tls, virtual);
    }

    Call over(Transport transport) {
        return new Call(
                host,
                port,
                octets,
                upload,
                timeout,
                transport == Transport.TLS ? Optional.of(TlsFixture.context()) : Optional.empty(),
                transport == Transport.VIRTUAL);
    }

    boolean post() {
        return upload > 0;
    }

    byte[] body() {
        return HttpFixture.body(upload);
    }

    String url() {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port + "/" + octets;
    }
}
