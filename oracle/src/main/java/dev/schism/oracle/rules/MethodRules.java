// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;
import static dev.schism.oracle.rules.RuleDraft.should;

import dev.schism.wire.request.Message;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about methods and what responses have to carry (ME). */
final class MethodRules {

    private MethodRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("ME-01", "9110 §9.3.2")
                        .when(
                                "the method of a valid request line is HEAD",
                                Triggers.response(situation ->
                                        situation.message().method().equals("HEAD")
                                                && situation.message().line().hasVersion()))
                        .requires("The response has no content.")
                        .prefers("header section alone", (situation, at) -> Answer.of(hasNoContent(situation))),
                must("ME-02", "9110 §8.6, §15.3.5, §15.3.6; 9112 §6.3(1)")
                        .when(
                                "there is a 1xx, 204, 205 or 304 response",
                                Triggers.response(MethodRules::withoutContent))
                        .requires("It has no content; 1xx and 204 have no Content-Length either.")
                        .prefers("no content, no Content-Length in 1xx and 204", MethodRules::noContentNoLength),
                must("ME-03", "9110 §6.6.1")
                        .explainsOnly(situation -> false)
                        .when(
                                "there is a 2xx, 3xx or 4xx response",
                                Triggers.response(
                                        situation -> situation.outcome().status() >= 200
                                                && situation.outcome().status() < 500))
                        .requires("An origin server with a clock sends Date.")
                        .prefers("Date in the response", (situation, at) -> Answer.of(situation.responseHas("date")))
                        .tolerates("no Date, as from a server without a clock", (situation, at) -> Answer.YES),
                must("ME-04", "9110 §5.6.7")
                        .aboutResponseFields()
                        .when(
                                "a response has a field that holds a time",
                                Triggers.response(situation -> !times(situation).isEmpty()))
                        .requires("Times are written as IMF-fixdate.")
                        .prefers(
                                "IMF-fixdate",
                                (situation, at) -> Answer.of(times(situation).stream()
                                        .allMatch(value ->
                                                IMF_FIXDATE.matcher(value).matches()))),
                should("ME-06", "9110 §9.3.7")
                        .aboutResponseFields()
                        .when(
                                "OPTIONS succeeds",
                                Triggers.response(situation ->
                                        situation.message().method().equals("OPTIONS")
                                                && situation.outcome().status() / 100 == 2))
                        .requires("The response tells with Allow and other fields what the server can do.")
                        .prefers("Allow in the response", (situation, at) -> Answer.of(situation.responseHas("allow")))
                        .allows("no Allow", (situation, at) -> Answer.YES),
                must("ME-07", "9110 §14.2")
                        .when(
                                "a request with another method than GET has Range",
                                Triggers.response(
                                        situation -> situation.message().has("range")
                                                && !situation.message().method().equals("GET")))
                        .requires("Range is ignored.")
                        .prefers(
                                "no 206",
                                (situation, at) -> Answer.of(situation.outcome().status() != 206)),
                may("ME-08", "9110 §14.2")
                        .when(
                                "a GET has a malformed, unknown or unusual Range",
                                Triggers.response(MethodRules::unusualRange))
                        .requires("An unknown unit is ignored; a malformed range may be ignored or refused.")
                        .prefers("200")
                        .allows("416", "400", "206")
                        .forbids("5xx"),
                should("ME-09", "9110 §8.3")
                        .aboutResponseFields()
                        .when(
                                "a response has content",
                                Triggers.response(situation -> situation
                                        .response()
                                        .map(response -> !response.content().isEmpty())
                                        .orElse(false)))
                        .requires("Content-Type tells what the content is, unless the server does not know.")
                        .prefers(
                                "Content-Type in the response",
                                (situation, at) -> Answer.of(situation.responseHas("content-type")))
                        .allows("no Content-Type", (situation, at) -> Answer.YES),
                must("ME-10", "9112 §4, §6.3")
                        .explainsOnly(situation -> !situation.opensTunnel())
                        .when(
                                "there is a response, and it is known whether to HEAD",
                                Triggers.response(situation -> !isDoubtfulHead(situation.message())))
                        .requires("It can be parsed, and its length agrees with the octets that were sent.")
                        .prefers("a well-formed response", ResponseForm::wellFormed),
                must("ME-11", "9110 §9.3.6; 9112 §6.1")
                        .when("there is a 2xx response to CONNECT", Triggers.response(Situation::opensTunnel))
                        .requires("It has neither Content-Length nor Transfer-Encoding.")
                        .prefers(
                                "no framing fields",
                                (situation, at) -> Answer.of(!situation.responseHas("content-length")
                                        && !situation.responseHas("transfer-encoding"))),
                should("ME-12", "9110 §12.5.1, §15.5.7, §15.5.16")
                        .when(
                                "nothing satisfies Accept, or the server may not know the Content-Type",
                                Triggers.response(MethodRules::negotiates))
                        .requires("The server answers 406 or 415, or disregards the field.")
                        .prefers(
                                "anything but a server error",
                                (situation, at) -> Answer.of(situation.outcome().status() < 500
                                        || situation.outcome().status() == 501)),
                must("ME-13", "9110 §13.1, §13.2.2, §15.4.5")
                        .when(
                                "a request is conditional",
                                Triggers.response(situation -> conditional(situation.message())))
                        .requires(
                                "Conditions are evaluated in their order where they are supported, and an invalid date is no condition.")
                        .prefers("no 304 for an invalid date, no server error", MethodRules::conditionsKept),
                must("ME-14", "9110 §15.2")
                        .when(
                                "an HTTP/1.0 request that expects nothing is answered",
                                Triggers.response(situation -> situation.isRequest()
                                        && situation.message().isHttp10()
                                        && !situation.message().has("expect")))
                        .requires("No interim response is sent to a client of HTTP/1.0.")
                        .prefers(
                                "no 1xx response",
                                (situation, at) ->
                                        Answer.of(situation.outcome().interim().isEmpty())),
                must("ME-21", "9110 §8.6, §9.3.2")
                        .when(
                                "HEAD and GET of one target succeed on one connection",
                                Triggers.response(
                                        situation -> HeadAndGet.of(situation).isPresent()))
                        .requires("Content-Length of the response to HEAD is the one that GET gets, or is left out.")
                        .prefers("the same length, or none", HeadAndGet::sameLength));
    }

    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);
    private static final Pattern IMF_FIXDATE = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} "
                    + "\\d\\d:\\d\\d:\\d\\d GMT");
    private static final Pattern USUAL_RANGE = Pattern.compile("bytes=(\\d+-\\d*|-\\d+)");
    static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range");

    /** Without a version nobody can say whether the server took the first word for a method. */
    private static boolean isDoubtfulHead(Message message) {
        return message.method().equals("HEAD") && !message.line().hasVersion();
    }

    private static boolean hasNoContent(Situation situation) {
        boolean empty = situation
                .response()
                .map(response -> response.content().isEmpty())
                .orElse(true);
        return empty && !ResponseForm.hasSurplus(situation.session(), situation.index());
    }

    private static boolean withoutContent(Situation situation) {
        return WITHOUT_CONTENT.contains(situation.outcome().status())
                || !situation.outcome().interim().isEmpty();
    }

    private static Answer noContentNoLength(Situation situation, int at) {
        int status = situation.outcome().status();
        boolean interimLength = situation.outcome().interim().stream()
                .anyMatch(response -> response.header("content-length").isPresent());
        boolean contentless = !WITHOUT_CONTENT.contains(status) || hasNoContent(situation);
        boolean length = status == 204 && situation.responseHas("content-length");
        return Answer.of(contentless && !interimLength && !length);
    }

    private static List<String> times(Situation situation) {
        return Stream.of("date", "last-modified", "expires")
                .flatMap(name -> situation.responseValues(name).stream())
                .toList();
    }

    private static boolean unusualRange(Situation situation) {
        boolean get = situation.message().method().equals("GET");
        return get
                && situation.message().fields("range").stream()
                        .anyMatch(field -> !USUAL_RANGE.matcher(field.value()).matches());
    }

    private static boolean negotiates(Situation situation) {
        Message message = situation.message();
        boolean strange = message.members("accept").stream().anyMatch(range -> range.startsWith("application/x-"))
                && message.members("accept").stream().noneMatch(range -> range.startsWith("*/*"));
        return strange || message.members("content-type").stream().anyMatch(type -> type.startsWith("application/x-"));
    }

    private static boolean conditional(Message message) {
        return CONDITIONS.stream().anyMatch(message::has);
    }

    private static Answer conditionsKept(Situation situation, int at) {
        Message message = situation.message();
        boolean byTag = message.has("if-none-match");
        boolean invalidDate = message.fields("if-modified-since").stream()
                .anyMatch(field ->
                        !field.value().endsWith(" GMT") && !field.value().matches("\\w{3} .*"));
        int status = situation.outcome().status();
        boolean wrong304 = status == 304 && invalidDate && !byTag;
        return Answer.of(!wrong304 && (status < 500 || status == 501));
    }
}
