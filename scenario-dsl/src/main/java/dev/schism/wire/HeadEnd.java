// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** What follows a complete head, by the method of the request and the status (RFC 9112 §6.3). */
final class HeadEnd {

    private HeadEnd() {}

    /** Decides at the reading position, which is behind the head. */
    static Phase of(Progress progress, Draft draft) {
        int end = progress.lines().position();
        int status = draft.statusLine().status();
        String method = progress.method();
        if ((status >= 100 && status < 200) || status == 204 || isTunnel(method, status)) {
            BodyFraming.checkForbidden(draft);
            progress.finish(draft.complete(end));
            return status == 101 || isTunnel(method, status)
                    ? new StoppedPhase(progress)
                    : new StartPhase(progress, UnexpectedContent.NONE);
        }
        BodyFraming framing = BodyFraming.of(draft);
        if (status == 304 || method.equals("HEAD")) {
            progress.finish(draft.complete(end));
            return new StartPhase(
                    progress, status == 304 ? UnexpectedContent.NONE : () -> unexpected(progress, draft, framing));
        }
        return body(progress, draft, framing);
    }

    private static boolean isTunnel(String method, int status) {
        return method.equals("CONNECT") && status >= 200 && status < 300;
    }

    private static Optional<Phase> unexpected(Progress progress, Draft draft, BodyFraming framing) {
        if (!framing.announced()) {
            return Optional.empty();
        }
        String detail = "content after the head of a response to HEAD";
        draft.anomalies().note(Anomaly.Kind.UNEXPECTED_CONTENT, progress.lines().position(), detail);
        return Optional.of(body(progress, draft, framing));
    }

    private static Phase body(Progress progress, Draft draft, BodyFraming framing) {
        draft.framing(framing.framing());
        return switch (framing.framing()) {
            case CHUNKED -> new ChunkedPhase(progress, draft);
            case CONTENT_LENGTH -> new CountedPhase(progress, draft, framing.octets());
            case CLOSE_DELIMITED -> new UntilClosePhase(progress, draft);
            case NONE -> throw new AssertionError(framing);
        };
    }
}
