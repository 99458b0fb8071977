// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.Way;
import dev.schism.oracle.rules.Blame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownCausesTest {

    private final KnownCauses known = new KnownCauses();

    private static Cause cause(String... traits) {
        Blame blame = new Blame(Blame.Party.BOTH_ALLOWED, Optional.empty(), Optional.empty());
        return new Cause(blame, new Way(Way.EXCHANGE, "400", "200"), List.of(traits));
    }

    private static Signature signature(String... traits) {
        return new Signature(Category.STATUS_DIFFER, List.of("status:400-200"), List.of(traits));
    }

    @Test
    void explainsWhatHasFurtherTraits() {
        known.add(cause("nul"), signature("nul"));

        assertThat(known.explain(cause("nul", "obs-fold"), signature("nul", "obs-fold")))
                .isTrue();
        assertThat(known.explain(cause("obs-fold"), signature("obs-fold"))).isFalse();
    }

    @Test
    void explainsNoMalformedResponseBesideADifferenceThatIsKnown() {
        known.add(cause("nul"), signature("nul"));
        List<String> malformed = List.of("status:400-200", "form:bare-lf-on-target");
        Signature both = new Signature(Category.STATUS_DIFFER, malformed, List.of("nul"));

        assertThat(known.explain(cause("nul"), both)).isFalse();
        known.add(cause("nul"), both);
        assertThat(known.explain(cause("nul"), both)).isTrue();
    }

    @Test
    void takesNothingApartTwice() {
        known.addComposed(cause("method-head", "nul"));

        assertThat(known.explain(cause("method-head", "nul"), signature("method-head", "nul")))
                .isTrue();
        assertThat(known.explain(cause("method-head", "nul", "tab"), signature("method-head", "nul", "tab")))
                .isTrue();
        assertThat(known.size()).isZero();
    }

    @Test
    void looksAtThePartsOfWhatWasTakenApart() {
        known.addComposed(cause("method-head", "nul"));

        assertThat(known.explain(cause("nul"), signature("nul"))).isFalse();
        assertThat(known.explain(cause("method-head"), signature("method-head")))
                .isFalse();
    }
}
