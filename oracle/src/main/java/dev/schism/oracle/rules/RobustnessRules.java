// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.policy;

import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rules about robustness, and relations between several runs (RB). */
final class RobustnessRules {

    private RobustnessRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                policy("RB-01", "-")
                        .relatesRuns("a fresh request, tagged canary, follows a case")
                        .requires("After every case a fresh request succeeds.")
                        .prefers("the canary is answered", RelatedRuns::inWordsOnly),
                policy("RB-02", "9110 §15.5, §15.6")
                        .when("a malformed request is answered", Triggers.response(RobustnessRules::malformed))
                        .requires("What the client did wrong is a client error, not a server error.")
                        .prefers(
                                "no server error but 501 and 505",
                                (situation, at) -> Answer.of(situation.outcome().status() < 500
                                        || Set.of(501, 505)
                                                .contains(situation.outcome().status()))),
                policy("RB-03", "9112 §9")
                        .flags(Flag.METAMORPHIC)
                        .relatesRuns("the same octets are sent again")
                        .requires("The outcome is the same each time.")
                        .prefers("same outcome", RelatedRuns::inWordsOnly),
                policy("RB-04", "9110 §5.3")
                        .flags(Flag.METAMORPHIC)
                        .relatesRuns("unrelated field lines are in other order, or one is added")
                        .requires(
                                "The order of fields with different names does not matter, nor does a field that nobody knows.")
                        .prefers("same outcome", RelatedRuns::inWordsOnly),
                policy("RB-05", "9112 §6")
                        .flags(Flag.DESYNC)
                        .reaches(Reach.PROBE)
                        .when("a request tagged with the token follows on the same connection", TokenProbe::find)
                        .requires("It is answered once and as it was sent, or the connection is closed before it.")
                        .prefers("the token seen once and unaltered, or the connection closed", TokenProbe::seenOnce),
                policy("RB-06", "9112 §11.1")
                        .flags(Flag.SEC)
                        .when("the input holds line ends, raw or encoded", RobustnessRules::holdsLineEnds)
                        .requires("No line of the input becomes a line of the response's head.")
                        .prefers(
                                "nothing injected",
                                (situation, at) ->
                                        Injection.happened(situation, at).not()),
                policy("RB-07", "9112 §9.5; 9110 §15.5.9")
                        .flags(Flag.LIMIT)
                        .when("a request trickles in", RobustnessRules::trickles)
                        .requires("A server bounds the time that a request may take.")
                        .prefers("a refusal or a close in bounded time", RobustnessRules::bounded));
    }

    /** Whoever lets an incomplete request trickle in for longer has no bound: 30 s. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static boolean malformed(Situation situation) {
        Message message = situation.message();
        boolean faulty = message.extent() == Message.Extent.FAULTY;
        return situation.isRequest() && (faulty || !Requests.isGrammatical(message));
    }

    private static OptionalInt holdsLineEnds(Situation situation) {
        Message message = situation.message();
        boolean fires = situation.outcome().isResponse()
                && situation.isRequest()
                && (Injection.hasEncodedControl(message.target())
                        || message.flaw(Flaw.Kind.BARE_CR, Flaw.Kind.LF_IN_VALUE, Flaw.Kind.BARE_LF)
                                .isPresent());
        return Triggers.at(fires, message.line().targetStart());
    }

    private static Answer bounded(Situation situation, int at) {
        Outcome outcome = situation.outcome();
        boolean ended = outcome.kind() == Outcome.Kind.CLOSED || outcome.kind() == Outcome.Kind.RESET;
        boolean refused = outcome.status() / 100 == 4 && outcome.closed() == Answer.YES;
        boolean tooShort = situation.observation().elapsed().compareTo(LONG) < 0
                || situation.message().isComplete();
        return tooShort ? Answer.of(ended || refused).or(Answer.UNKNOWN) : Answer.of(ended || refused);
    }

    private static OptionalInt trickles(Situation situation) {
        boolean fires = situation.conversation().trickled() && situation.isRequest() && situation.index() == 0;
        return Triggers.at(fires, situation.message().end());
    }
}
