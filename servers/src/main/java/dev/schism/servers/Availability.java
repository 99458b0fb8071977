// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Optional;

/** Tells which references can be started here, without starting one. */
public final class Availability {

    private Availability() {}

    /** Returns why nginx cannot be run as a process, with what to do about it; empty where it can. */
    public static Optional<String> missingNginx() {
        return NginxExecutable.find().isPresent() ? Optional.empty() : Optional.of(HowToGet.nginx());
    }

    /** Returns why nginx cannot be run in a container, with what to do about it; empty where it can. */
    public static Optional<String> missingDocker() {
        return DockerAvailability.check().map(HowToGet::docker);
    }
}
