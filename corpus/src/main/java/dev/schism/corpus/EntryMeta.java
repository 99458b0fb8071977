// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Ruling;
import dev.schism.wire.ServerIdentity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shape of {@code meta.json}; the order of its fields is the order in the file. */
@JsonPropertyOrder({
    "schemaVersion",
    "signature",
    "category",
    "facets",
    "reference",
    "referenceHosting",
    "target",
    "generator",
    "seed",
    "firstSeen",
    "lastSeen",
    "ruling"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryMeta(
        int schemaVersion,
        Signature signature,
        Category category,
        List<FacetDifference> facets,
        ServerIdentity reference,
        @Nullable String referenceHosting,
        ServerIdentity target,
        String generator,
        @Nullable Long seed,
        String firstSeen,
        String lastSeen,
        @Nullable Ruling ruling) {

    /**
     * The version of this shape; a file of another version is refused. The ruling, and where the reference ran, came
     * later and may be missing, so that older files are read.
     */
    static final int SCHEMA_VERSION = 1;

    static EntryMeta of(CorpusEntry entry) {
        Divergence divergence = entry.divergence();
        Provenance provenance = entry.provenance();
        return new EntryMeta(
                SCHEMA_VERSION,
                divergence.signature(),
                divergence.category(),
                divergence.facets(),
                provenance.reference(),
                provenance.hosting().orElse(null),
                provenance.target(),
                provenance.generator(),
                provenance.seed().orElse(null),
                provenance.firstSeen().toString(),
                provenance.lastSeen().toString(),
                entry.ruling().orElse(null));
    }

    Optional<Ruling> storedRuling() {
        return Optional.ofNullable(ruling);
    }

    Provenance provenance() {
        return new Provenance(
                reference,
                Optional.ofNullable(referenceHosting),
                target,
                generator,
                Optional.ofNullable(seed),
                instant("firstSeen", firstSeen),
                instant("lastSeen", lastSeen));
    }

    private static Instant instant(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "field " + field + " must be an ISO instant such as 2026-11-21T12:00:00Z: '" + text + "'", e);
        }
    }
}
