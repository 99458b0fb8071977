// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.RequestScanner;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace;
import java.util.List;

/** Tells whether a connection is one on which everything was asked and answered and a further request is in order. */
final class Persistence {

    private Persistence() {}

    static boolean allowsRequest(Conversation conversation, List<StepTrace> steps) {
        return !conversation.hasEnded()
                && !conversation.isHalfClosed()
                && steps.stream().allMatch(Persistence::wentWell)
                && answersPersist(conversation)
                && RequestScanner.endsWithRequest(conversation.outbox().sent());
    }

    private static boolean wentWell(StepTrace trace) {
        return switch (trace.outcome()) {
            case DONE, MATCHED, NOT_MATCHED -> true;
            case TIMED_OUT, CUT_SHORT, NOT_REACHED -> false;
        };
    }

    /** As many answers as requests, each for a request of its own, nothing behind the last. */
    private static boolean answersPersist(Conversation conversation) {
        Inbox inbox = conversation.inbox();
        List<String> methods = conversation.outbox().methods();
        int count = inbox.completeResponses();
        if (count == 0 || count != methods.size() || methods.contains("CONNECT")) {
            return false;
        }
        Response last = inbox.lastComplete();
        boolean persists = last.status() >= 200 && last.status() < 400 && !last.announcesClose();
        return persists && last.end() == inbox.length();
    }
}
