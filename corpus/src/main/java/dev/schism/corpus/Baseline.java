// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Divergence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The divergences that are known and accepted for a time, as people write them down in YAML; the format is described in
 * {@code docs/baseline.md}.
 *
 * @param accepted the accepted divergences in the order of the file
 */
public record Baseline(List<AcceptedDivergence> accepted) {

    /** The version of the format; a file of another version is refused. */
    public static final int SCHEMA_VERSION = 1;

    /** Largest file: 1 MiB. */
    public static final int MAX_OCTETS = 1 << 20;

    /** A baseline that accepts nothing. */
    public static final Baseline EMPTY = new Baseline(List.of());

    /** Copies the list. */
    public Baseline {
        accepted = List.copyOf(accepted);
    }

    /**
     * Reads a baseline file.
     *
     * @throws BaselineException when it cannot be read or is no baseline, naming file, line and field
     */
    public static Baseline read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new BaselineException("%s: baseline must be at most %d octets: at least %d"
                        .formatted(file, MAX_OCTETS, octets.length));
            }
            return new Baseline(BaselineYaml.read(octets, file.toString()));
        } catch (IOException e) {
            throw new BaselineException("baseline must be a readable file: %s (%s)".formatted(file, e), e);
        }
    }

    /** Tells what this baseline says, on a day, about a divergence between two servers. */
    public BaselineStatus classify(Divergence divergence, String reference, String target, LocalDate today) {
        return find(divergence, reference, target)
                .map(match -> match.isExpired(today) ? BaselineStatus.EXPIRED : BaselineStatus.ACCEPTED)
                .orElse(BaselineStatus.NEW);
    }

    /** Returns the accepted divergence that decides: of those that match, the one that expires last. */
    public Optional<AcceptedDivergence> find(Divergence divergence, String reference, String target) {
        return accepted.stream()
                .filter(entry -> entry.matches(divergence.signature(), reference, target))
                .max(Comparator.comparing(AcceptedDivergence::expires));
    }

    /** Returns the accepted divergences that match none of the given entries, so that they can be removed. */
    public List<AcceptedDivergence> unused(Collection<CorpusEntry> entries) {
        return accepted.stream()
                .filter(candidate -> entries.stream().noneMatch(entry -> matches(candidate, entry)))
                .toList();
    }

    private static boolean matches(AcceptedDivergence candidate, CorpusEntry entry) {
        Provenance provenance = entry.provenance();
        return candidate.matches(
                entry.divergence().signature(),
                provenance.reference().name(),
                provenance.target().name());
    }
}
