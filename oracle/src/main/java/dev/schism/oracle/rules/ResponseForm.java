// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Anomaly;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Framing;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells whether a response and the interim ones before it are well-formed and as long as they say. */
final class ResponseForm {

    /** What is no fault of the form: it was cut off, or other rules speak about it. */
    private static final Set<Anomaly.Kind> ELSEWHERE = EnumSet.of(
            Anomaly.Kind.TRUNCATED,
            Anomaly.Kind.HEAD_TOO_LARGE,
            Anomaly.Kind.FRAMING_FORBIDDEN,
            Anomaly.Kind.UNEXPECTED_CONTENT);

    /** After these nobody knows where the next response begins. */
    private static final Set<Anomaly.Kind> BREAKS_FRAMING = EnumSet.of(
            Anomaly.Kind.CONTENT_LENGTH,
            Anomaly.Kind.CONTENT_LENGTH_CONFLICT,
            Anomaly.Kind.TRANSFER_ENCODING_AND_CONTENT_LENGTH,
            Anomaly.Kind.TRANSFER_ENCODING,
            Anomaly.Kind.CHUNK_SIZE,
            Anomaly.Kind.CHUNK_TERMINATOR,
            Anomaly.Kind.UNEXPECTED_CONTENT);

    private static final Octets STATUS_LINE = Octets.latin1("HTTP/1.");

    private static final Pattern ANOTHER_STATUS_LINE = Pattern.compile("HTTP/1\\.\\d \\d{3} ");

    private ResponseForm() {}

    static Answer wellFormed(Situation situation, int at) {
        if (situation.response().isEmpty()) {
            return Answer.UNKNOWN;
        }
        Response response = situation.response().get();
        boolean malformed = Stream.concat(situation.outcome().interim().stream(), Stream.of(response))
                .anyMatch(ResponseForm::isMalformed);
        if (malformed) {
            return Answer.NO;
        }
        if (hasSurplus(situation.session(), situation.index())) {
            return mayHaveContent(situation) ? Answer.NO : Answer.UNKNOWN;
        }
        return response.complete() ? Answer.YES : missing(situation);
    }

    private static boolean isMalformed(Response response) {
        return response.anomalies().stream().anyMatch(anomaly -> !ELSEWHERE.contains(anomaly.kind()));
    }

    /** Tells whether nobody knows where the next response begins. */
    static boolean losesTrack(Session session, int index) {
        Response response = session.outcome(index).response().orElseThrow();
        return hasSurplus(session, index)
                || response.anomalies().stream().anyMatch(anomaly -> BREAKS_FRAMING.contains(anomaly.kind()));
    }

    /**
     * Tells whether octets follow a response that belong to no other one. Octets without a status line may be the
     * answer to a further request, as in HTTP/0.9, but not to a flawless one.
     */
    static boolean hasSurplus(Session session, int index) {
        Optional<Response> found = session.outcome(index).response();
        if (found.isEmpty()) {
            return false;
        }
        Response response = found.get();
        boolean content =
                response.anomalies().stream().anyMatch(anomaly -> anomaly.kind() == Anomaly.Kind.UNEXPECTED_CONTENT);
        Octets leftover = session.observation().transcript().leftover();
        boolean last = index == session.responses() - 1
                && !leftover.isEmpty()
                && !session.at(index).endsHttp();
        Optional<Situation> next = session.at(index).next();
        boolean answersNext =
                next.isPresent() && !Requests.isFlawless(next.get().message()) && leftover.indexOf(STATUS_LINE, 0) < 0;
        return content || (last && !answersNext);
    }

    /** Tells whether the content of a response without length holds the response to the next request. */
    static boolean holdsAnother(Session session, int index) {
        String content = session.outcome(index)
                .response()
                .filter(response -> response.framing() == Framing.CLOSE_DELIMITED)
                .map(response -> response.content().toLatin1())
                .orElse("");
        return session.at(index).next().isPresent()
                && ANOTHER_STATUS_LINE.matcher(content).find();
    }

    private static boolean mayHaveContent(Situation situation) {
        int status = situation.outcome().status();
        return !situation.message().method().equals("HEAD") && status != 204 && status != 304;
    }

    /**
     * A response may be cut off because nobody read on, or by a reset that destroyed what had been sent; who has the
     * whole request and stays silent for long has said all.
     */
    private static Answer missing(Situation situation) {
        boolean said = situation
                        .response()
                        .filter(response -> response.framing() != Framing.CLOSE_DELIMITED)
                        .isPresent()
                && situation.message().isComplete()
                && ClosingRules.isSilentForLong(situation);
        if (said) {
            return Answer.NO;
        }
        boolean endedByServer = situation.observation().endBeforeProbe() == ConnectionEnd.FIN
                && !situation.conversation().left();
        return endedByServer ? Answer.NO : Answer.UNKNOWN;
    }
}
