// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.servers.ReferenceSpec;
import dev.schism.servers.ServerMode;
import dev.schism.servers.ServerOptions;
import dev.schism.servers.TargetSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers take part. */
final class ServerSelection {

    @Option(
            names = "--reference",
            paramLabel = "SERVER",
            defaultValue = "auto",
            description =
                    "auto (container, else process, else embedded), container, process, embedded, or HOST:PORT (default: auto)")
    String reference = "auto";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "ECHO",
            description = "who answers in nginx: echo (tells what nginx understood) or origin (nginx itself)")
    ServerMode mode = ServerMode.ECHO;

    @Option(names = "--nginx-image", paramLabel = "IMAGE", description = "image for a reference in a container")
    @Nullable
    String image;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    ReferenceSpec referenceSpec() {
        ReferenceSpec spec = UsageException.unless(() -> ReferenceSpec.parse(reference));
        if (spec instanceof ReferenceSpec.Running running) {
            network.requireAllowed(running.address());
        }
        return spec;
    }

    List<TargetSpec> targetSpecs(List<String> targets) {
        return targets.stream().map(this::targetSpec).toList();
    }

    TargetSpec targetSpec(String target) {
        TargetSpec spec = UsageException.unless(() -> TargetSpec.parse(target));
        if (spec instanceof TargetSpec.Running running) {
            network.requireAllowed(running.address());
        }
        return spec;
    }

    ServerOptions options() throws IOException {
        ServerOptions options = ServerOptions.defaults().mode(mode).trust(network.trust());
        return Optional.ofNullable(image).map(options::nginxImage).orElse(options);
    }
}
