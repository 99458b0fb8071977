// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.RunnerOptions;
import dev.schism.client.Tls;
import dev.schism.servers.RemoteAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be dialled, and whom to trust there. */
final class NetworkOptions {

    @Option(names = "--allow-remote", description = "allow addresses other than loopback")
    boolean allowRemote;

    @Option(names = "--insecure", description = "trust any certificate of a TLS server")
    boolean insecure;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "trust the certificates of this PEM file for TLS servers")
    @Nullable
    Path authority;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "deadline of one scenario on one side (default: 5s)")
    @Nullable
    Duration deadline;

    RunnerOptions runner() {
        RunnerOptions options = RunnerOptions.DEFAULT.withAllowRemote(allowRemote);
        return UsageException.unless(() ->
                Optional.ofNullable(deadline).map(options::withRequestTimeout).orElse(options));
    }

    SSLContext trust() throws IOException {
        if (insecure) {
            return Tls.trustAll();
        }
        if (authority != null) {
            Path file = authority;
            return UsageException.unlessReadable(() -> Tls.trusting(file));
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("the JVM must have a default TLS context", e);
        }
    }

    /**
     * Refuses an address off this machine unless that was allowed.
     *
     * @throws UsageException when the host is not loopback, or cannot be resolved
     */
    void requireAllowed(RemoteAddress address) {
        try {
            boolean local = InetAddress.getByName(address.host()).isLoopbackAddress();
            if (!local && !allowRemote) {
                throw new UsageException("address must be loopback unless --allow-remote is given: " + address);
            }
        } catch (UnknownHostException e) {
            throw new UsageException("host must be resolvable: '" + address.host() + "'", e);
        }
    }
}
