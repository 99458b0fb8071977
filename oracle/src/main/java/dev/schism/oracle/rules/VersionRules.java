// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rules about what only HTTP/1.0 has (VE). */
final class VersionRules {

    private VersionRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                should("VE-01", "9110 §6.2")
                        .reaches(Reach.MESSAGE)
                        .when("an HTTP/1.0 request is answered", VersionRules::answered10)
                        .requires(
                                "The response carries the highest version of the same major that the server implements.")
                        .prefers("HTTP/1.1 in the status line", version("HTTP/1.1"))
                        .allows("HTTP/1.0 in the status line", version("HTTP/1.0"))
                        .forbids("R09"),
                may("VE-02", "9112 §6.3")
                        .flags(Flag.DESYNC)
                        .when(
                                "an HTTP/1.0 GET, HEAD or DELETE has content",
                                Triggers.complete(VersionRules::contentIn10))
                        .requires("The content is framed as ever; refusing it is common.")
                        .prefers("ACC[consumed]")
                        .allows("400", "413")
                        .forbids(
                                "content taken as a request",
                                (situation, at) ->
                                        Consumption.whole(situation, at).not()));
    }

    private static OptionalInt answered10(Situation situation) {
        boolean answered =
                situation.outcome().isResponse() || situation.outcome().kind() == Outcome.Kind.NO_STATUS_LINE;
        return Triggers.at(
                answered && situation.message().isHttp10(),
                situation.message().line().start());
    }

    private static Condition version(String version) {
        return (situation, at) ->
                Answer.of(situation.response().map(Response::version).orElse("").equals(version));
    }

    private static boolean contentIn10(Message message) {
        return message.isHttp10()
                && Set.of("GET", "HEAD", "DELETE").contains(message.method())
                && message.framing() == Message.Framing.LENGTH
                && !message.body().content().isEmpty();
    }
}
