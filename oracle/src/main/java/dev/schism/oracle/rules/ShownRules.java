// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules about what a server shows of a flawless request: its method, its target, its content (RL-37, RL-38, CL-14). */
final class ShownRules {

    private ShownRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("RL-37", "9112 §3.2.1; 9110 §4.2.3")
                        .byDefinition()
                        .flags(Flag.ECHO)
                        .reaches(Reach.MESSAGE)
                        .when(
                                "a server shows the target of a flawless request",
                                Triggers.response(situation -> isShown(situation)
                                        && situation.isDirect()
                                        && isUsual(situation.message().line())))
                        .requires(
                                "It is the target that was sent: path and query tell resources apart by every octet and its case.")
                        .prefers("the target as sent", EchoComparison::shownTarget)
                        .tolerates("the target with its percent-encoding undone", ShownRules::isDecoded)
                        .tells(situation -> shown(
                                situation,
                                situation.echo().map(EchoedRequest::target).orElse(""))),
                must("RL-38", "9110 §9.1")
                        .byDefinition()
                        .flags(Flag.ECHO)
                        .reaches(Reach.MESSAGE)
                        .when("a server shows the method of a flawless request", Triggers.response(ShownRules::isShown))
                        .requires(
                                "It is the method that was sent: methods are case-sensitive, and none stands for another.")
                        .prefers("the method as sent", EchoComparison::shownMethod)
                        .tells(situation -> shown(
                                situation,
                                situation.echo().map(EchoedRequest::method).orElse(""))),
                must("CL-14", "9112 §6.3(6); 9110 §2.2")
                        .flags(Flag.ECHO)
                        .reaches(Reach.CONNECTION)
                        .when(
                                "a flawless request has content with a Content-Length that its method has a use for",
                                Triggers.complete(ShownRules::hasPlainContent))
                        .explainsOnly(situation -> Requests.isUnremarkable(situation.message()))
                        .requires("The content is as long as Content-Length says, whole, and no reason to refuse.")
                        .prefers("ACC[content]")
                        .allowsForItself("3xx", "413", "501")
                        .toleratesForItself("5xx"));
    }

    /** Behind a request with content a wrong echo may be that of octets that were left over. */
    private static boolean isShown(Situation situation) {
        boolean noContentBefore = situation.session().reading().messages().stream()
                .limit(situation.index())
                .allMatch(message -> Requests.isFlawless(message) && !Requests.hasContent(message));
        return noContentBefore
                && situation.isRequest()
                && !situation.message().method().equals("HEAD")
                && situation.echo().isPresent()
                && Requests.isFlawless(situation.message());
    }

    /** Tells whether nobody has a reason to normalise a target before it is shown (RFC 3986 §6.2.2). */
    private static boolean isUsual(RequestLine line) {
        return line.form() == RequestLine.TargetForm.ORIGIN
                && !line.path().contains("//")
                && !line.path().contains("/.")
                && TargetRules.isPathText(line.target());
    }

    private static boolean hasPlainContent(Message message) {
        return Requests.isFlawless(message)
                && message.framing() == Message.Framing.LENGTH
                && Requests.hasUsefulContent(message)
                && !message.contentLength().repeated()
                && !message.contentLength().members().get(0).startsWith("0")
                && !message.has("expect");
    }

    private static Answer isDecoded(Situation situation, int at) {
        String sent = situation.message().target();
        String shown = situation.echo().map(EchoedRequest::target).orElse("");
        boolean encoded = sent.indexOf('%') >= 0;
        return Answer.of(encoded && (shown.equals(decoded(sent)) || utf8(shown).equals(decoded(sent))));
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String decoded(String target) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < target.length(); i++) {
            boolean encoded = HostValue.isPercentEncoded(target, i);
            octets.write(encoded ? Integer.parseInt(target.substring(i + 1, i + 3), 16) : target.charAt(i));
            i += encoded ? 2 : 0;
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private static String shown(Situation situation, String part) {
        return situation.outcome().text() + ", showing " + Verdict.excerpt(Octets.latin1(part), 0);
    }
}
