// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a grammar does by name; the order means nothing to a seed.
 *
 * @param malformations alternatives, of which a malformed scenario has one, sometimes two
 * @param variations each of which fires by itself in a request
 * @param arrangements each of which fires by itself in a scenario that it fits
 */
record Productions(List<Malformation> malformations, List<Variation> variations, List<Arrangement> arrangements) {

    /** Those of {@link ScenarioGrammar}. */
    static final Productions ALL = new Productions(
            Stream.<Malformation[]>of(
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
                            TruncationMalformation.values(),
                            TrailerMalformation.values(),
                            LenientMalformation.values(),
                            Utf8Malformation.values(),
                            EarlyMalformation.values())
                    .flatMap(Stream::of)
                    .toList(),
            Stream.<Variation[]>of(TimingVariation.values(), RequestVariation.values())
                    .flatMap(Stream::of)
                    .toList(),
            List.of(RequestArrangement.values()));

    Productions {
        malformations = List.copyOf(malformations);
        variations = List.copyOf(variations);
        arrangements = List.copyOf(arrangements);
    }

    /** Returns the names of all of them. */
    List<String> ids() {
        return Stream.of(malformations, variations, arrangements)
                .flatMap(List::stream)
                .map(Production::id)
                .toList();
    }
}
