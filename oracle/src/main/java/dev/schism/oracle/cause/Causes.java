// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.rules.Blame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sorts what was found by cause: one row a cause, its variants inside, the gravest first. */
public final class Causes {

    /** What is wrong comes first, the gravest before; what is allowed comes last. */
    public static final Comparator<Cause> GRAVEST = Comparator.comparing(
                    (Cause cause) -> rank(cause.blame().party()))
            .thenComparing(cause -> cause.blame().severity(), Comparator.reverseOrder())
            .thenComparing(cause -> cause.blame().isRecommendation())
            .thenComparing(cause -> cause.blame().party())
            .thenComparing(Cause::id);

    /**
     * A cause and what shows it.
     *
     * @param cause the cause, the gravest of the variants' with the fewest traits
     * @param variants what shows it, the simplest first; at least one
     * @param <T> what is sorted
     */
    public record Row<T>(Cause cause, List<T> variants) {

        /** Copies the list. */
        public Row {
            variants = List.copyOf(variants);
        }
    }

    private Causes() {}

    /**
     * Sorts by cause; what {@link Cause#isSameAs} joins stands in one row, also by way of a third, so does what one
     * side does wrong about the same octets, and what another cause {@linkplain Cause#explains explains} stands in that
     * one's row, whichever was found first.
     */
    public static <T> List<Row<T>> rows(List<T> found, Function<T, Cause> causeOf) {
        Map<String, List<Row<T>>> byWay = new LinkedHashMap<>();
        for (T one : found) {
            Cause cause = causeOf.apply(one);
            byWay.computeIfAbsent(cause.family(), any -> new ArrayList<>()).add(new Row<>(cause, List.of(one)));
        }
        List<Row<T>> rows = byWay.values().stream()
                .map(single -> joined(single).stream()
                        .map(group -> row(group, causeOf))
                        .toList())
                .flatMap(row -> explained(row, causeOf).stream())
                .toList();
        return withoutRepeatedFaults(rows, causeOf).stream()
                .sorted(Comparator.comparing(Row::cause, GRAVEST))
                .toList();
    }

    /** Joins the rows in which the same side does the same wrong thing, however it shows. */
    private static <T> List<Row<T>> withoutRepeatedFaults(List<Row<T>> rows, Function<T, Cause> causeOf) {
        Map<String, List<T>> faults = new LinkedHashMap<>();
        List<Row<T>> kept = new ArrayList<>();
        for (Row<T> row : rows) {
            row.cause()
                    .fault()
                    .ifPresentOrElse(
                            fault -> faults.computeIfAbsent(fault, any -> new ArrayList<>())
                                    .addAll(row.variants()),
                            () -> kept.add(row));
        }
        faults.values().forEach(variants -> kept.add(row(variants, causeOf)));
        return kept;
    }

    /** Puts what one row explains into that row; what explains several others joins none of them with each other. */
    private static <T> List<Row<T>> explained(List<Row<T>> rows, Function<T, Cause> causeOf) {
        List<Row<T>> fewestFirst = rows.stream()
                .sorted(Comparator.comparing(
                                (Row<T> row) -> row.cause().traits().size())
                        .thenComparing(Row::cause, GRAVEST))
                .toList();
        List<Row<T>> kept = new ArrayList<>();
        for (Row<T> row : fewestFirst) {
            int at = 0;
            while (at < kept.size() && !explains(kept.get(at), row.cause(), causeOf)) {
                at++;
            }
            if (at == kept.size()) {
                kept.add(row);
            } else {
                List<T> variants = new ArrayList<>(kept.get(at).variants());
                variants.addAll(row.variants());
                kept.set(at, new Row<>(kept.get(at).cause(), variants));
            }
        }
        return kept;
    }

    /** Joins what is the same, also by way of a third. */
    private static <T> List<List<T>> joined(List<Row<T>> singles) {
        List<List<Row<T>>> groups = new ArrayList<>();
        for (Row<T> one : singles) {
            List<Row<T>> joined = new ArrayList<>(List.of(one));
            groups.removeIf(group -> {
                boolean same = group.stream().anyMatch(other -> other.cause().isSameAs(one.cause()));
                if (same) {
                    joined.addAll(group);
                }
                return same;
            });
            groups.add(joined);
        }
        return groups.stream()
                .map(group -> group.stream()
                        .flatMap(single -> single.variants().stream())
                        .toList())
                .toList();
    }

    private static <T> boolean explains(Row<T> row, Cause cause, Function<T, Cause> causeOf) {
        return row.cause().isAsGraveAs(cause)
                && row.variants().stream().map(causeOf).anyMatch(variant -> variant.explains(cause));
    }

    private static <T> Row<T> row(List<T> group, Function<T, Cause> causeOf) {
        List<T> variants = group.stream()
                .sorted(Comparator.comparing(
                        causeOf,
                        Comparator.comparing((Cause cause) -> rank(cause.blame().party()))
                                .thenComparing(cause -> cause.blame().severity(), Comparator.reverseOrder())
                                .thenComparing(cause -> cause.traits().size())
                                .thenComparing(Cause::id)))
                .toList();
        return new Row<>(causeOf.apply(variants.get(0)), variants);
    }

    private static int rank(Blame.Party party) {
        if (party.isBroken()) {
            return 0;
        }
        return party.isDecided() ? 2 : 1;
    }
}
