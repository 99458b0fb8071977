// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.RunnerOptions;
import dev.schism.client.Tls;
import dev.schism.servers.RemoteAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** Reads a file at once, so that what is wrong with it is said before anything runs. */
    Supplier<SSLContext> trust() throws IOException {
        if (insecure) {
            return Tls::trustAll;
        }
        if (authority != null) {
            Path file = authority;
            SSLContext context = UsageException.unlessReadable(() -> Tls.trusting(file));
            return () -> context;
        }
        return Tls::ofRuntime;
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
