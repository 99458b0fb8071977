// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** All malformations, in the order in which choices number them. */
final class Malformations {

    static final List<Malformation> ALL = Stream.<Malformation[]>of(
                    RequestLineMalformation.values(),
                    VersionMalformation.values(),
                    HostMalformation.values(),
                    ContentLengthMalformation.values(),
                    TransferEncodingMalformation.values(),
                    ChunkMalformation.values(),
                    WhitespaceMalformation.values(),
                    LineEndMalformation.values(),
                    FoldMalformation.values(),
                    ControlMalformation.values(),
                    FieldNameMalformation.values(),
                    TruncationMalformation.values())
            .flatMap(Stream::of)
            .toList();

    /** The names in the same order; made once because every malformed scenario carries them. */
    static final List<String> IDS = ALL.stream().map(Malformation::id).toList();

    private Malformations() {}
}
