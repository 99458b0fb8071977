// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class ResponseCasesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "responses.csv", delimiter = '|', quoteCharacter = '§')
    void readsAsTheTableSays(ArgumentsAccessor row) {
        boolean ended = row.getString(2).equals("FIN");
        Transcript transcript =
                ReaderFixture.read(Escapes.unescape(row.getString(3)), List.of(row.getString(1)), ended);

        Response response = ReaderFixture.only(transcript);
        assertThat(response.status()).isEqualTo(row.getInteger(4));
        assertThat(response.framing()).isEqualTo(Framing.valueOf(row.getString(5)));
        assertThat(response.complete()).isEqualTo(row.getBoolean(6));
        assertThat(response.content()).hasToString(cell(row, 7));
        assertThat(ReaderFixture.kinds(response)).isEqualTo(kinds(cell(row, 8)));
        assertThat(transcript.leftover()).hasToString(cell(row, 9));
    }

    private static String cell(ArgumentsAccessor row, int index) {
        String text = row.getString(index);
        return text == null || text.equals("-") ? "" : text;
    }

    private static List<Anomaly.Kind> kinds(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Anomaly.Kind::valueOf)
                .toList();
    }
}
