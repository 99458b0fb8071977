// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The parts of a request that an echo reports; a server that reports one wrong tells nothing by it elsewhere. */
public enum EchoPart {
    /** The method. */
    METHOD,
    /** The request target. */
    TARGET,
    /** The content. */
    CONTENT;

    /**
     * Returns the parts that a server reports otherwise than they were sent in plain requests, each the only one on its
     * connection: whatever it does about other requests, what it shows of these parts is no proof.
     *
     * @param plain runs of flawless requests, one a connection
     */
    public static Set<EchoPart> misreported(Collection<Judge.Run> plain) {
        Set<EchoPart> wrong = EnumSet.noneOf(EchoPart.class);
        for (Judge.Run run : plain) {
            Conversation conversation = Conversation.of(run.scenario(), run.observation());
            Reading reading = RequestReading.readings(conversation.sent()).get(0);
            Session session = new Session(run.scenario(), run.observation(), conversation, reading);
            wrong.addAll(misreported(session));
        }
        return wrong;
    }

    private static Set<EchoPart> misreported(Session session) {
        Set<EchoPart> wrong = EnumSet.noneOf(EchoPart.class);
        Message message = session.message(0);
        Optional<EchoedRequest> echo = session.shown(0);
        if (echo.isEmpty() || !Requests.isFlawless(message)) {
            return wrong;
        }
        if (!echo.get().method().equals(message.method())) {
            wrong.add(METHOD);
        }
        if (echo.get().raw().isEmpty() && !EchoComparison.sameTarget(echo.get().target(), message.line())) {
            wrong.add(TARGET);
        }
        if (Requests.hasUsefulContent(message)
                && !echo.get().body().equals(message.body().content())) {
            wrong.add(CONTENT);
        }
        return wrong;
    }
}
