// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Framing;
import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the responses of a connection cease to tell which of them belongs to which request: a response is broken, or is
 * not the one that was due. That response is judged; what comes behind it tells nothing about the server any more.
 *
 * @param index position of the response, from 0
 * @param reason why
 */
record TrackLoss(int index, Reason reason) {

    /** Why what follows a response tells nothing. */
    enum Reason {
        /** It has no length, and the connection stayed open (RFC 9112 §6.3). */
        ENDLESS("the response has no end"),
        /** It cannot be parsed, or is longer or shorter than it says. */
        BROKEN("the response is malformed or longer than it says"),
        /** It is the one to another request. */
        SWAPPED("the response is the one to another request"),
        /**
         * Another response came before the next request was sent (RFC 9112 §9.2): the server took more than the one
         * before for a request.
         */
        EXTRA("a response to nothing came behind the response"),
        /** It announced the close, and the server went on (RFC 9112 §9.6). */
        WENT_ON("the server went on behind a close that it announced");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Optional<TrackLoss> find(Session session) {
        return IntStream.range(0, session.responses())
                .filter(index -> session.outcome(index).response().isPresent())
                .mapToObj(index -> reason(session, index).map(reason -> new TrackLoss(index, reason)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Reason> reason(Session session, int index) {
        Response response = session.outcome(index).response().orElseThrow();
        if (response.status() == 0) {
            return Optional.empty();
        }
        boolean more = index + 1 < session.responses();
        boolean open = session.observation().endBeforeProbe() == ConnectionEnd.OPEN
                && !session.conversation().left();
        boolean watched = open && Conversation.waitedInVain(session.observation());
        if (response.framing() == Framing.CLOSE_DELIMITED && (watched || ResponseForm.holdsAnother(session, index))) {
            return Optional.of(Reason.ENDLESS);
        }
        if (more && isExtra(session, index + 1)) {
            return Optional.of(Reason.EXTRA);
        }
        if (isSwapped(session, index)) {
            return Optional.of(Reason.SWAPPED);
        }
        if (ResponseForm.losesTrack(session, index)) {
            return Optional.of(Reason.BROKEN);
        }
        return more && ClosingRules.hasCloseOption(response) ? Optional.of(Reason.WENT_ON) : Optional.empty();
    }

    /** Tells whether a response came before its request was sent. */
    private static boolean isExtra(Session session, int index) {
        Situation situation = session.at(index);
        Optional<Duration> sent = situation.isRequest()
                ? Conversation.sentAt(
                        session.observation(), situation.message().line().start())
                : Optional.empty();
        Optional<Duration> came =
                situation.response().flatMap(response -> ConnectionRules.arrival(situation, response.start()));
        return sent.isPresent() && came.isPresent() && came.get().compareTo(sent.get()) < 0;
    }

    /** Tells whether an echo is not that of its own request but that of another one on the connection. */
    private static boolean isSwapped(Session session, int index) {
        List<Message> messages = session.reading().messages();
        Optional<EchoedRequest> echo =
                session.shown(index).filter(seen -> seen.raw().isEmpty());
        if (echo.isEmpty() || index >= messages.size() || shows(echo.get(), messages.get(index))) {
            return false;
        }
        // whoever sends content in answer to HEAD may show it as GET
        boolean ownAsGet = messages.get(index).method().equals("HEAD")
                && EchoComparison.sameTarget(
                        echo.get().target(), messages.get(index).line());
        return !ownAsGet
                && Requests.isFlawless(messages.get(index))
                && messages.stream().anyMatch(other -> Requests.isFlawless(other) && shows(echo.get(), other));
    }

    private static boolean shows(EchoedRequest echo, Message message) {
        return echo.method().equals(message.method())
                && EchoComparison.sameTarget(echo.target(), message.line())
                && echo.body().equals(message.body().content());
    }
}
