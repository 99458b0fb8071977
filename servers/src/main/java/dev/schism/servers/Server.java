// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.ServerIdentity;
import java.util.Optional;

/** A server that scenarios run against; closing it ends what was started for it, and nothing else. */
public interface Server extends AutoCloseable {

    /** Returns which server it is. */
    ServerIdentity identity();

    /** Returns where it runs; in this JVM unless it says otherwise. */
    default Hosting hosting() {
        return Hosting.EMBEDDED;
    }

    /** Returns where it listens. */
    Endpoint endpoint();

    /** Returns the largest number of connections it is known to serve at once without queueing. */
    int maxConnections();

    /** Returns why it no longer serves, where that is known, such as the end of a process and of its log. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    void close();
}
