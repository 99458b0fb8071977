// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Observation;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestReading;
import java.util.List;

/**
 * A request that was sent and that nobody can read otherwise.
 *
 * @param whole the request as an echo that shows it all, placeholders restored
 * @param hasPlainTarget whether its target is a path or an http URI within the grammar: any other may be refused,
 *     repaired or reduced in ways of its own
 * @param dropsContent whether its content means nothing, so that an intermediary may drop it
 */
record SentRequest(EchoedRequest whole, boolean hasPlainTarget, boolean dropsContent) {

    /** Returns the flawless requests with which a connection begins, up to the first other one. */
    static List<SentRequest> flawless(Observation observation) {
        PlaceholderSpelling spelling = PlaceholderSpelling.of(observation.placeholders());
        return RequestReading.readings(observation.sent()).get(0).messages().stream()
                .takeWhile(message -> message.isFlawless() && isPlain(message))
                .map(message -> new SentRequest(
                        spelling.restore(message.echo(1)), isPlainTarget(message), message.hasNoUseForContent()))
                .toList();
    }

    /** What a server makes of other transfer codings is not looked at. */
    private static boolean isPlain(Message message) {
        List<String> codings = message.members("transfer-encoding");
        return codings.isEmpty() || codings.equals(List.of("chunked"));
    }

    private static boolean isPlainTarget(Message message) {
        String target = message.target();
        boolean form = target.startsWith("/")
                || List.of("http", "https").contains(message.line().scheme());
        return form
                && target.chars().allMatch(c -> UriOctets.isAllowed((char) c))
                && !UriOctets.hasBrokenPercentEncoding(target);
    }

    /** Tells whether an echo shows another part than was sent. */
    boolean isShownOtherwise(String part, EchoedRequest echo) {
        boolean ofTarget = part.equals(SeenParts.TARGET) || part.equals(SeenParts.AUTHORITY);
        boolean dropped = part.equals(SeenParts.BODY)
                && echo.raw().isPresent()
                && echo.body().isEmpty()
                && dropsContent;
        return !dropped && (hasPlainTarget || !ofTarget) && !SeenParts.same(part, whole, echo);
    }
}
