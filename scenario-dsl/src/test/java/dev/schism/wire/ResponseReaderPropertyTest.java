// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResponseReaderPropertyTest {

    @Provide
    Arbitrary<Octets> received() {
        return WireArbitraries.received();
    }

    @Provide
    Arbitrary<Octets> wellFormed() {
        return WireArbitraries.wellFormed();
    }

    @Provide
    Arbitrary<List<String>> methods() {
        return WireArbitraries.methods();
    }

    @Property
    void neverThrowsAndLosesNothing(@ForAll byte[] octets, @ForAll boolean ended) {
        ReaderFixture.read(Octets.of(octets), List.of(), ended);
    }

    @Property
    void splitsNeverMatter(
            @ForAll("received") Octets received, @ForAll("methods") List<String> methods, @ForAll boolean ended) {
        ReaderFixture.read(received, methods, ended);
    }

    @Property
    void onlyTheLastResponseIsIncompleteAndSaysWhy(
            @ForAll("received") Octets received, @ForAll("methods") List<String> methods) {
        List<Response> responses = ResponseReader.read(received, methods, false).responses();

        for (int i = 0; i < responses.size(); i++) {
            Response response = responses.get(i);
            assertThat(response.complete() || i == responses.size() - 1).isTrue();
            assertThat(response.complete() || !response.anomalies().isEmpty()).isTrue();
        }
    }

    @Property
    void anomaliesStandInOrderWithinTheirMessage(@ForAll("received") Octets received) {
        Transcript transcript = ResponseReader.read(received, List.of(), true);

        for (Response response : transcript.responses()) {
            List<Integer> offsets =
                    response.anomalies().stream().map(Anomaly::offset).toList();
            assertThat(offsets).isSorted().allMatch(at -> at >= response.start() && at <= received.length());
        }
    }

    @Property
    void askingForTheTranscriptChangesNothing(
            @ForAll("received") Octets received, @ForAll("methods") List<String> methods) {
        ResponseReader reader = ReaderFixture.reader(methods);
        for (byte octet : received.toByteArray()) {
            reader.feed(new byte[] {octet}, 0, 1);
            assertThat(reader.transcript(true).leftover().length()).isLessThanOrEqualTo(received.length());
        }

        assertThat(reader.transcript(false)).isEqualTo(ResponseReader.read(received, methods, false));
    }

    @Property
    void countNeverFalls(@ForAll("received") Octets received, @ForAll("methods") List<String> methods) {
        ResponseReader reader = ReaderFixture.reader(methods);
        int before = 0;
        for (byte octet : received.toByteArray()) {
            reader.feed(new byte[] {octet}, 0, 1);
            assertThat(reader.completeResponses()).isGreaterThanOrEqualTo(before);
            before = reader.completeResponses();
        }
    }

    @Property
    void wellFormedResponsesHaveNoAnomalies(@ForAll("wellFormed") Octets received) {
        Transcript transcript = ResponseReader.read(received, List.of(), false);

        assertThat(transcript.responses())
                .isNotEmpty()
                .allMatch(Response::complete)
                .allMatch(response -> response.anomalies().isEmpty());
        assertThat(transcript.leftover()).isEqualTo(Octets.EMPTY);
    }
}
