// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as a pure function from octets sent to octets received. It echoes every request it accepts, and answers one
 * that it refuses with 400 and a close.
 */
final class StubServer {

    private static final Pattern HEAD = Pattern.compile("(.*?)\r?\n\r?\n", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length[ \t]*:[ \t]*([0-9]{1,9})");

    private final Predicate<String> refuses;

    private StubServer(Predicate<String> refuses) {
        this.refuses = refuses;
    }

    /** Keeps to RFC 9112. */
    static StubServer strict() {
        return new StubServer(StubServer::isWrong);
    }

    /** Takes whatever it can make something of. */
    static StubServer lenient() {
        return new StubServer(head -> false);
    }

    private static boolean isWrong(String head) {
        return head.replace("\r\n", "").contains("\n")
                || Pattern.compile("(?m)^[^:\r\n]*[ \t]:").matcher(head).find()
                || Pattern.compile("(?m)^[ \t]").matcher(head).find()
                || !Pattern.compile("[A-Z]+ /[!-~]* HTTP/1\\.[01]\r\n(.*\r\n)?")
                        .matcher(head.split("(?<=\n)", 2)[0])
                        .find()
                || (head.contains("HTTP/1.1")
                        && !Pattern.compile("(?im)^host:").matcher(head).find());
    }

    Observation observe(Octets sent) {
        String rest = sent.toLatin1();
        StringBuilder received = new StringBuilder();
        Matcher head = HEAD.matcher(rest);
        while (head.lookingAt()) {
            if (refuses.test(head.group())) {
                received.append(ObservationFixture.response(400, "no", "Connection: close"));
                return observation(sent, received, ConnectionEnd.FIN);
            }
            int length = length(head.group());
            if (rest.length() < head.end() + length) {
                return observation(sent, received, ConnectionEnd.OPEN);
            }
            String body = rest.substring(head.end(), head.end() + length);
            received.append(ObservationFixture.echo(request(head.group(1), body)));
            rest = rest.substring(head.end() + length);
            head = HEAD.matcher(rest);
        }
        return observation(sent, received, ConnectionEnd.OPEN);
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private static EchoedRequest request(String head, String body) {
        String[] lines = head.split("\r?\n", -1);
        String[] words = lines[0].split(" ", -1);
        List<FieldLine> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.add(new FieldLine(parts[0].trim(), parts.length > 1 ? parts[1].trim() : ""));
        }
        return new EchoedRequest(
                words[0],
                words.length > 1 ? words[1] : "",
                words[words.length - 1],
                headers,
                Octets.latin1(body),
                List.of(),
                1,
                Optional.empty());
    }

    private static Observation observation(Octets sent, StringBuilder received, ConnectionEnd end) {
        return ObservationFixture.received(received.toString())
                .sent(sent.toLatin1())
                .end(end)
                .make();
    }
}
