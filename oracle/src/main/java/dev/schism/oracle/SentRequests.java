// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestReading;
import java.util.List;
import java.util.Optional;

/** What was sent on a connection as far as nobody can read it otherwise: as echoes that show it all. */
final class SentRequests {

    private SentRequests() {}

    /** Returns the flawless requests with which a connection begins, up to the first other one. */
    static List<EchoedRequest> of(Observation observation) {
        PlaceholderSpelling spelling = PlaceholderSpelling.of(observation.placeholders());
        return RequestReading.readings(observation.sent()).get(0).messages().stream()
                .takeWhile(message -> message.isFlawless() && isPlain(message))
                .map(message -> echo(message, spelling))
                .toList();
    }

    /** What a server makes of other transfer codings is not looked at. */
    private static boolean isPlain(Message message) {
        List<String> codings = message.members("transfer-encoding");
        return codings.isEmpty() || codings.equals(List.of("chunked"));
    }

    private static EchoedRequest echo(Message message, PlaceholderSpelling spelling) {
        return new EchoedRequest(
                message.method(),
                spelling.restore(message.target()),
                message.line().version(),
                spelling.restore(lines(message.fields())),
                spelling.restore(message.body().content()),
                spelling.restore(lines(message.body().trailers())),
                0,
                Optional.empty());
    }

    private static List<FieldLine> lines(List<Field> fields) {
        return fields.stream()
                .map(field -> new FieldLine(field.name(), field.value()))
                .toList();
    }
}
