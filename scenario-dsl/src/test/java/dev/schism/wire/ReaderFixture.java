// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads octets in every way in which they can be split, and checks what must hold whatever they are. */
final class ReaderFixture {

    private ReaderFixture() {}

    /** Reads the escaped octets of a connection that ended with FIN. */
    static Transcript readToFin(String escaped, String... methods) {
        return read(Escapes.unescape(escaped), List.of(methods), true);
    }

    /** Reads the escaped octets of a connection that stayed open. */
    static Transcript readOpen(String escaped, String... methods) {
        return read(Escapes.unescape(escaped), List.of(methods), false);
    }

    static Transcript read(Octets received, List<String> methods, boolean ended) {
        Transcript whole = ResponseReader.read(received, methods, ended);
        for (int at = 1; at < received.length(); at++) {
            assertThat(split(received, methods, at).transcript(ended))
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
        assertThat(single(received, methods).transcript(ended))
                .as("octet by octet")
                .isEqualTo(whole);
        assertLossless(received, whole);
        return whole;
    }

    /** Checks that the ranges of all messages and the leftover octets are everything received. */
    static void assertLossless(Octets received, Transcript transcript) {
        List<Response> all = Stream.concat(transcript.responses().stream(), transcript.interim().stream())
                .sorted(Comparator.comparingInt(Response::start))
                .toList();
        List<Octets> parts = new ArrayList<>();
        for (Response response : all) {
            parts.add(received.slice(response.start(), response.end()));
        }
        parts.add(transcript.leftover());
        assertThat(Octets.concat(parts)).isEqualTo(received);
    }

    static ResponseReader single(Octets received, List<String> methods) {
        ResponseReader reader = reader(methods);
        for (byte octet : received.toByteArray()) {
            reader.feed(new byte[] {octet}, 0, 1);
        }
        return reader;
    }

    static ResponseReader reader(List<String> methods) {
        return new ResponseReader(n -> n < methods.size() ? methods.get(n) : "GET");
    }

    /** Returns the only response of a transcript. */
    static Response only(Transcript transcript) {
        assertThat(transcript.responses()).hasSize(1);
        return transcript.responses().get(0);
    }

    static List<Anomaly.Kind> kinds(Response response) {
        return response.anomalies().stream().map(Anomaly::kind).toList();
    }

    private static ResponseReader split(Octets received, List<String> methods, int at) {
        ResponseReader reader = reader(methods);
        byte[] octets = received.toByteArray();
        reader.feed(octets, 0, at);
        reader.transcript(false);
        reader.feed(octets, at, octets.length);
        return reader;
    }
}
