// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What each status needs and what it answers, over all of RFC 9110 §15: one row a rule (ME, UP). */
final class StatusRules {

    /** A status comes with a field. */
    private record Need(RuleDraft draft, Set<Integer> statuses, String field, String requirement) {}

    /** A status answers a field of the request, so that it does not come without one. */
    private record Reply(int status, Set<String> methods, Set<String> fields) {}

    private static final Set<String> ANY = Set.of();
    private static final Set<String> GET = Set.of("GET");
    private static final Set<String> RETRIEVAL = Set.of("GET", "HEAD");

    private static final List<Reply> REPLIES = List.of(
            new Reply(206, GET, Set.of("range")),
            new Reply(304, RETRIEVAL, MethodRules.CONDITIONS),
            new Reply(412, ANY, MethodRules.CONDITIONS),
            new Reply(416, ANY, Set.of("range")),
            new Reply(417, ANY, Set.of("expect")));

    private static final String MULTIPART = "multipart/byteranges";

    private StatusRules() {}

    private static List<Need> needs() {
        return List.of(
                new Need(must("ME-05", "9110 §15.5.6"), Set.of(405), "Allow", "It tells the methods that are allowed."),
                new Need(must("UP-05", "9110 §15.5.22"), Set.of(426), "Upgrade", "It names the protocols in Upgrade."),
                new Need(
                        must("ME-15", "9110 §15.5.2"),
                        Set.of(401),
                        "WWW-Authenticate",
                        "It holds a challenge, so that the client can authenticate."),
                new Need(
                        must("ME-16", "9110 §15.5.8"),
                        Set.of(407),
                        "Proxy-Authenticate",
                        "It holds a challenge, so that the client can authenticate."),
                new Need(
                        should("ME-18", "9110 §15.4.2, §15.4.3, §15.4.8, §15.4.9"),
                        Set.of(301, 302, 307, 308),
                        "Location",
                        "It tells where the resource is."),
                new Need(
                        should("ME-19", "9110 §15.5.17"),
                        Set.of(416),
                        "Content-Range",
                        "It tells how long the representation is."));
    }

    static List<RuleDraft> rules() {
        List<RuleDraft> rules = new ArrayList<>();
        needs().forEach(need -> rules.add(rule(need)));
        rules.add(must("ME-17", "9110 §15.3.7")
                .when("there is a 206 response", Triggers.response(status(206)))
                .requires("A single part comes with Content-Range, several come as multipart/byteranges without it.")
                .prefers("Content-Range, or multipart/byteranges", StatusRules::tellsItsPart));
        rules.add(must("ME-20", "9110 §14.2, §15.3.7, §15.4.5, §15.5.13, §15.5.17, §15.5.18")
                .byDefinition()
                .when(
                        "there is a status that answers a field of the request: " + replies(),
                        Triggers.response(situation -> reply(situation).isPresent()))
                .requires("It comes only to a request with such a field, and a method for which the field counts.")
                .prefers("a field that it answers", StatusRules::answersField));
        return rules;
    }

    private static RuleDraft rule(Need need) {
        String statuses = need.statuses().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        RuleDraft rule = need.draft()
                .aboutResponseFields()
                .when(
                        "there is a response with " + statuses,
                        Triggers.response(situation ->
                                need.statuses().contains(situation.outcome().status())))
                .requires(need.requirement())
                .prefers(
                        need.field() + " in the response",
                        (situation, at) -> Answer.of(situation.responseHas(need.field())));
        return rule.level == Level.MUST ? rule : rule.allows("no " + need.field(), (situation, at) -> Answer.YES);
    }

    private static Predicate<Situation> status(int status) {
        return situation -> situation.outcome().status() == status;
    }

    private static Answer tellsItsPart(Situation situation, int at) {
        boolean several = situation.responseValues("content-type").stream()
                .anyMatch(type -> type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length()));
        return Answer.of(several != situation.responseHas("content-range"));
    }

    private static Optional<Reply> reply(Situation situation) {
        return REPLIES.stream()
                .filter(reply -> reply.status() == situation.outcome().status())
                .findFirst();
    }

    private static String replies() {
        return REPLIES.stream().map(reply -> String.valueOf(reply.status())).collect(Collectors.joining(", "));
    }

    /** What a server reads into a request that is not well-formed, nobody knows. */
    private static Answer answersField(Situation situation, int at) {
        Message message = situation.message();
        Reply reply = reply(situation).orElseThrow();
        boolean field = reply.fields().stream().anyMatch(message::has);
        boolean method = reply.methods().isEmpty() || reply.methods().contains(message.method());
        if (field && method) {
            return Answer.YES;
        }
        return Requests.isGrammatical(message) ? Answer.NO : Answer.UNKNOWN;
    }
}
