// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final Finding AGREEMENT = new Agreement(Category.OK, Set.of());
    private static final Finding DIFFERENCE = difference("hello");
    private static final Finding SAME_AGAIN = difference("world");

    @Test
    void sameSignatureConfirms() {
        assertThat(Oracle.confirm(DIFFERENCE, List.of(SAME_AGAIN, SAME_AGAIN))).isSameAs(DIFFERENCE);
        assertThat(Oracle.confirm(AGREEMENT, List.of(new Agreement(Category.OK, Set.of(Facet.LEFTOVER)))))
                .isSameAs(AGREEMENT);
    }

    @Test
    void disagreementTellsItsRate() {
        Finding confirmed = Oracle.confirm(DIFFERENCE, List.of(SAME_AGAIN, AGREEMENT, SAME_AGAIN, AGREEMENT));

        assertThat(confirmed).isInstanceOfSatisfying(Inconclusive.class, inconclusive -> {
            assertThat(inconclusive.reason()).isEqualTo(Reason.NOT_REPEATABLE);
            assertThat(inconclusive.detail())
                    .isEqualTo("2 of 4 repetitions showed: differs, TARGET_TRANSPORT_FAIL [failure:404-closed"
                            + " end:open-fin] []; the others: agrees, OK");
        });
    }

    @Test
    void serverThatWentDownConfirmsNothing() {
        Finding down = new Inconclusive(Reason.SERVER_DOWN, "the target refused the connection");

        assertThat(Oracle.confirm(DIFFERENCE, List.of(down)))
                .isInstanceOfSatisfying(
                        Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.detail())
                                .startsWith("0 of 1 repetitions")
                                .endsWith("the others: inconclusive, SERVER_DOWN"));
    }

    @Test
    void noRepetitionConfirmsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Oracle.confirm(AGREEMENT, List.of()))
                .withMessageContaining("repeats must not be empty");
    }

    private static Finding difference(String body) {
        Observation answered = ObservationFixture.received(ObservationFixture.response(404, body))
                .make();
        Observation closed = ObservationFixture.nothing().end(ConnectionEnd.FIN).make();
        return new Oracle().compare(OracleTest.scenario(TraitExample.PLAIN), answered, closed);
    }
}
