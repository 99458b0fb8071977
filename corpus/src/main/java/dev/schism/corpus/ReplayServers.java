// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.wire.ServerIdentity;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that a replay ran, which need not be the ones an entry was found with.
 *
 * @param reference the reference that ran
 * @param target the target that ran
 */
public record ReplayServers(ServerIdentity reference, ServerIdentity target) {

    /** Returns the servers with which an entry was found. */
    public static ReplayServers of(CorpusEntry entry) {
        return new ReplayServers(
                entry.provenance().reference(), entry.provenance().target());
    }

    /**
     * Says which servers these are not, one line a side, such as {@code target: stored netty 4.1.1, ran jdk 17}; empty
     * where the entry was found with the same ones. A configuration is named where nothing else differs.
     */
    public List<String> differencesFrom(CorpusEntry entry) {
        ReplayServers stored = of(entry);
        List<String> lines = new ArrayList<>();
        add("reference", stored.reference, reference, lines);
        add("target", stored.target, target, lines);
        return lines;
    }

    private static void add(String side, ServerIdentity stored, ServerIdentity ran, List<String> lines) {
        if (stored.equals(ran)) {
            return;
        }
        boolean configuration = text(stored).equals(text(ran));
        lines.add("%s: stored %s%s, ran %s%s"
                .formatted(
                        side,
                        text(stored),
                        configuration ? " configuration " + stored.configurationHash() : "",
                        text(ran),
                        configuration ? " configuration " + ran.configurationHash() : ""));
    }

    /** Returns name and version of a server. */
    public static String text(ServerIdentity server) {
        return server.name() + " " + server.version();
    }
}
