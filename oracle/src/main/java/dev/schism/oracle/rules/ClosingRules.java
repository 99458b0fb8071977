// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Framing;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules about what a server has to close, whatever the request said (KA). */
final class ClosingRules {

    /** Silence behind a response in which a connection that is to be closed would be: just under a second. */
    static final Duration LONG_SILENCE = Duration.ofMillis(900);

    private ClosingRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("KA-15", "9112 §9.6")
                        .aboutConnectionEnd()
                        .when(
                                "a response has the close option, and no content can be unread",
                                ClosingRules::announcesClose)
                        .tells(ClosingRules::announced)
                        .requires("The server closes behind that response and processes nothing that follows.")
                        .prefers("the connection closes behind the response", ClosingRules::closes),
                must("KA-16", "9112 §6.3(8), §9.3")
                        .byDefinition()
                        .aboutConnectionEnd()
                        .when("a response has no length of its own", ClosingRules::hasNoLength)
                        .requires("Only the close ends its content, so that the server closes behind it.")
                        .prefers("the connection closes behind the content", ClosingRules::closes));
    }

    /** Whoever refuses may read on for a while what is left of the content before it closes (RFC 9112 §9.6). */
    private static OptionalInt announcesClose(Situation situation) {
        Message message = situation.message();
        boolean announced =
                situation.response().filter(ClosingRules::hasCloseOption).isPresent();
        boolean content = message.has("content-length") || message.has("transfer-encoding");
        boolean mayBeUnread = content && (situation.outcome().status() >= 400 || !message.isComplete());
        boolean wentOn = situation.outcome().count() > 1;
        return find(situation, announced && (wentOn || !mayBeUnread));
    }

    static boolean hasCloseOption(Response response) {
        return FieldLine.members(response.headers(), "connection").contains("close");
    }

    private static OptionalInt hasNoLength(Situation situation) {
        return find(
                situation,
                situation
                        .response()
                        .filter(response -> response.framing() == Framing.CLOSE_DELIMITED)
                        .filter(response -> response.header("content-length").isEmpty())
                        .isPresent());
    }

    private static OptionalInt find(Situation situation, boolean fires) {
        return Triggers.at(
                fires && situation.isRequest() && situation.outcome().isResponse(),
                situation.message().line().start());
    }

    /** Whoever looked for a moment only has not seen that a connection stays open. */
    private static Answer closes(Situation situation, int at) {
        if (situation.outcome().count() > 1 || ResponseForm.holdsAnother(situation.session(), situation.index())) {
            return Answer.NO;
        }
        if (situation.observation().endBeforeProbe() != ConnectionEnd.OPEN) {
            return Answer.YES;
        }
        return isSilentForLong(situation) ? Answer.NO : Answer.UNKNOWN;
    }

    /** Tells whether a connection was watched for long behind the last octet of a response, and nothing came. */
    static boolean isSilentForLong(Situation situation) {
        boolean watched = silence(situation)
                .filter(silence -> silence.compareTo(LONG_SILENCE) >= 0)
                .isPresent();
        boolean open = situation.observation().endBeforeProbe() == ConnectionEnd.OPEN;
        return open && watched && !situation.conversation().left();
    }

    /** Elsewhere a close that was announced counts as one that comes; here that is the question. */
    private static String announced(Situation situation) {
        boolean open = situation.observation().endBeforeProbe() == ConnectionEnd.OPEN
                && situation.outcome().closed() == Answer.YES;
        return open
                ? situation.outcome().status() + ", close announced, connection open"
                : situation.outcome().text();
    }

    /** Returns how long the connection was seen open behind the last octet of the response. */
    private static Optional<Duration> silence(Situation situation) {
        Duration until = situation
                .observation()
                .quiet()
                .map(QuietProbe::at)
                .orElse(situation.observation().elapsed());
        return situation
                .response()
                .map(Response::end)
                .flatMap(end -> ConnectionRules.arrival(situation, end - 1))
                .map(until::minus);
    }
}
