// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.Blame;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often each side is wrong.
 *
 * @param counts number of causes by who is wrong; every answer is there
 */
public record BlameTally(Map<Blame.Party, Long> counts) {

    /** Copies the map and fills it up. */
    public BlameTally {
        Map<Blame.Party, Long> filled = new EnumMap<>(Blame.Party.class);
        for (Blame.Party party : Blame.Party.values()) {
            filled.put(party, counts.getOrDefault(party, 0L));
        }
        counts = Collections.unmodifiableMap(filled);
    }

    /** Counts causes. */
    public static BlameTally of(List<ReportedCause> causes) {
        return new BlameTally(causes.stream()
                .collect(Collectors.groupingBy(cause -> cause.cause().blame().party(), Collectors.counting())));
    }

    /** Returns how many of all causes are decided, in percent; 0 where there is none. */
    public double decidedPercent() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long open = counts.getOrDefault(Blame.Party.NOT_DECIDABLE, 0L);
        return all == 0 ? 0 : 100.0 * (all - open) / all;
    }

    /** Returns all of it in one line; {@code nothing to decide} where there is no cause. */
    public String line() {
        if (counts.values().stream().allMatch(count -> count == 0)) {
            return "nothing to decide";
        }
        String parties = Arrays.stream(Blame.Party.values())
                .map(party -> party.words() + " " + counts.get(party))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s; decided %.0f %%", parties, decidedPercent());
    }
}
