// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.schism.wire.Octets;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.Transcript;
import java.util.List;

class ResponseReaderFuzzTest {

    private static final List<String> METHODS = List.of("GET", "HEAD", "CONNECT", "GET");

    @FuzzTest
    void neverThrowsAndDoesNotDependOnTheSplit(FuzzedDataProvider data) {
        boolean ended = data.consumeBoolean();
        int cut = data.consumeInt(0, 4096);
        byte[] octets = data.consumeRemainingAsBytes();

        Transcript whole = ResponseReader.read(Octets.of(octets), METHODS, ended);

        assertThat(readInTwo(octets, Math.min(cut, octets.length), ended)).isEqualTo(whole);
        assertThat(readOctetwise(octets, ended)).isEqualTo(whole);
    }

    private static Transcript readInTwo(byte[] octets, int cut, boolean ended) {
        ResponseReader reader = new ResponseReader(ResponseReaderFuzzTest::method);
        reader.feed(octets, 0, cut);
        reader.feed(octets, cut, octets.length);
        return reader.transcript(ended);
    }

    private static Transcript readOctetwise(byte[] octets, boolean ended) {
        ResponseReader reader = new ResponseReader(ResponseReaderFuzzTest::method);
        for (int i = 0; i < octets.length; i++) {
            reader.feed(octets, i, i + 1);
        }
        return reader.transcript(ended);
    }

    private static String method(int index) {
        return index < METHODS.size() ? METHODS.get(index) : "GET";
    }
}
