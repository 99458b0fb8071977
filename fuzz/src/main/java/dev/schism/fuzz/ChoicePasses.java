// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Simpler sequences of choices, lazily: spans left out, spans set to 0, single choices lowered. */
final class ChoicePasses {

    private static final List<Integer> SPANS = List.of(64, 32, 16, 8, 4, 2, 1);

    /** The passes in order, coarse ones first; every pass offers its candidates from the start of the sequence. */
    static final List<Function<ChoiceSequence, Stream<ChoiceSequence>>> ALL = Stream.concat(
                    SPANS.stream().flatMap(span -> Stream.of(leaveOut(span), zero(span))),
                    Stream.of(ChoicePasses::lower))
            .toList();

    private ChoicePasses() {}

    static Stream<ChoiceSequence> all(ChoiceSequence sequence) {
        return ALL.stream().flatMap(pass -> pass.apply(sequence));
    }

    private static Function<ChoiceSequence, Stream<ChoiceSequence>> leaveOut(int span) {
        return sequence -> starts(sequence, span).mapToObj(from -> sequence.without(from, from + span));
    }

    private static Function<ChoiceSequence, Stream<ChoiceSequence>> zero(int span) {
        return sequence -> starts(sequence, span)
                .filter(from -> !sequence.isZero(from, from + span))
                .mapToObj(from -> sequence.zeroed(from, from + span));
    }

    private static IntStream starts(ChoiceSequence sequence, int span) {
        int step = Math.max(1, span / 2);
        return IntStream.iterate(0, from -> from + span <= sequence.length(), from -> from + step);
    }

    private static Stream<ChoiceSequence> lower(ChoiceSequence sequence) {
        return IntStream.range(0, sequence.length()).boxed().flatMap(index -> {
            int value = sequence.at(index);
            return IntStream.of(value / 2, value - 1)
                    .filter(lower -> lower > 0 && lower < value)
                    .distinct()
                    .mapToObj(lower -> sequence.with(index, lower));
        });
    }
}
