// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LeapsTest {

    private static List<String> leaps(String request) {
        return Leaps.of(ScriptedPairs.scenario(request))
                .map(Supplier::get)
                .map(one -> PayloadText.of(one.sent()))
                .toList();
    }

    @Test
    void makesHalfOfWhatIsUnusualUsualAtOnce() {
        assertThat(leaps("HEAD  /x HTTP/1.1\r\nHost: b\r\nA: 1\r\nB: 2\r\n\r\n"))
                .contains("GET / HTTP/1.1\r\nHost: b\r\nA: 1\r\nB: 2\r\n\r\n", "HEAD  /x HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void makesAQuarterUsualWhereThereIsMuch() {
        String fields = "A:\r\nB:\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\nH:\r\n";

        assertThat(leaps("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"))
                .contains("GET / HTTP/1.1\r\nHost: a\r\nC:\r\nD:\r\nE:\r\nF:\r\nG:\r\nH:\r\n\r\n");
    }

    @Test
    void leavesWhatFramesTheContent() {
        String framing = "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n";

        assertThat(leaps("PUT /x HTTP/1.1\r\nHost: b\r\n" + framing + "A:\r\nB:\r\n\r\n0\r\n\r\n"))
                .filteredOn(text -> !text.isEmpty())
                .isNotEmpty()
                .allMatch(text -> text.contains(framing));
    }

    @Test
    void leavesFewThingsToTheRepairsOfOne() {
        String few = "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n";

        assertThat(leaps(few)).containsOnly("", few);
    }
}
