// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the rule book is applied. */
final class JudgeOptions {

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "rfc",
            description = "rfc, strict-security or lenient (default: rfc)")
    private String profile = "rfc";

    @Option(names = "--overrides", paramLabel = "FILE", description = "YAML with decisions about single rules")
    private @Nullable Path overrides;

    Profile profile() {
        return UsageException.unless(() -> Profile.ofKey(profile));
    }

    /** Reads the decisions of the project; none where no file is named. */
    Overrides overrides() {
        if (overrides == null) {
            return Overrides.NONE;
        }
        if (!Files.isRegularFile(overrides)) {
            throw new UsageException("--overrides must be a file: '%s'".formatted(overrides));
        }
        Path file = overrides;
        return UsageException.unlessReadable(() -> OverridesFile.read(file));
    }

    Judge judge() {
        return Judge.of(profile()).overriding(overrides());
    }
}
