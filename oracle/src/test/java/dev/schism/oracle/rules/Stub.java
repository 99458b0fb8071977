// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A server in miniature: given what was sent, the octets that it answers and how it ends the connection.
 *
 * @param octets what it answers
 * @param end how the connection ends; open means that it was found to be waiting
 */
record Stub(java.util.function.Function<Octets, Octets> octets, ConnectionEnd end) {

    static final String HEAD = "Date: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Type: text/plain\r\n";

    static Stub raw(String response) {
        return new Stub(sent -> Octets.latin1(response), ConnectionEnd.OPEN);
    }

    /** Answers once with a status and a little content, and keeps the connection. */
    static Stub status(int status) {
        return raw(response(status, "Content-Length: 2\r\n", "ok"));
    }

    /** Answers once with a status and more fields, and keeps the connection. */
    static Stub status(int status, String moreFields) {
        return raw(response(status, moreFields + "Content-Length: 2\r\n", "ok"));
    }

    static Stub statuses(int... statuses) {
        StringBuilder text = new StringBuilder();
        for (int status : statuses) {
            text.append(response(status, "Content-Length: 2\r\n", "ok"));
        }
        return raw(text.toString());
    }

    static Stub silent() {
        return raw("");
    }

    static String response(int status, String fields, String content) {
        return "HTTP/1.1 " + status + " Reason\r\n" + HEAD + fields + "\r\n" + content;
    }

    /** Echoes every request as the first reading has it. */
    static Stub echo() {
        return echo(UnaryOperator.identity());
    }

    /** Echoes every request, the first one altered. */
    static Stub echo(UnaryOperator<EchoedRequest> alteration) {
        return echo(200, alteration);
    }

    static Stub echo(int status, UnaryOperator<EchoedRequest> alteration) {
        return new Stub(
                sent -> echoes(RequestReading.readings(sent).get(0), status, alteration, Integer.MAX_VALUE),
                ConnectionEnd.OPEN);
    }

    /** Echoes only so many requests. */
    static Stub echoOnly(int count, UnaryOperator<EchoedRequest> alteration) {
        return new Stub(
                sent -> echoes(RequestReading.readings(sent).get(0), 200, alteration, count), ConnectionEnd.OPEN);
    }

    /** Echoes as the last reading has it, in which an LF inside a value becomes a space. */
    static Stub echoLastReading() {
        return new Stub(
                sent -> {
                    List<Reading> readings = RequestReading.readings(sent);
                    return echoes(readings.get(readings.size() - 1), 200, UnaryOperator.identity(), Integer.MAX_VALUE);
                },
                ConnectionEnd.OPEN);
    }

    /** Echoes a request as an intermediary forwarded it. */
    static Stub forwarding(String raw) {
        return echo(echo -> new EchoedRequest(
                echo.method(),
                echo.target(),
                echo.version(),
                echo.headers(),
                echo.body(),
                echo.trailers(),
                1,
                Optional.of(Octets.latin1(raw))));
    }

    Stub closing() {
        return new Stub(octets, ConnectionEnd.FIN);
    }

    /** Announces the close before it closes. */
    Stub announcedClosing() {
        return new Stub(
                sent -> Octets.latin1(octets.apply(sent)
                        .toLatin1()
                        .replace("Content-Length:", "Connection: close\r\nContent-Length:")),
                ConnectionEnd.FIN);
    }

    Stub resetting() {
        return new Stub(octets, ConnectionEnd.RST);
    }

    /** Sends something before its first answer. */
    Stub after(String before) {
        return new Stub(sent -> Octets.latin1(before).plus(octets.apply(sent)), end);
    }

    /** Sends something behind its last answer. */
    Stub then(String behind) {
        return new Stub(sent -> octets.apply(sent).plus(Octets.latin1(behind)), end);
    }

    private static Octets echoes(Reading reading, int status, UnaryOperator<EchoedRequest> alteration, int count) {
        List<Octets> responses = new ArrayList<>();
        for (Message message : reading.messages()) {
            boolean wanted = message.extent() != Message.Extent.HEAD_INCOMPLETE
                    && message.extent() != Message.Extent.NOTHING
                    && responses.size() < count;
            if (wanted) {
                EchoedRequest echo = message.echo(responses.size() + 1);
                EchoedRequest altered = responses.isEmpty() ? alteration.apply(echo) : echo;
                responses.add(Octets.latin1(echoResponse(status, message, altered)));
            }
        }
        return Octets.concat(responses);
    }

    private static String echoResponse(int status, Message message, EchoedRequest echo) {
        String json = EchoJson.write(echo).toLatin1();
        String content = message.method().equals("HEAD") ? "" : json;
        return response(status, "Content-Length: " + json.length() + "\r\n", content);
    }

    static UnaryOperator<EchoedRequest> method(String method) {
        return echo -> copy(echo, method, echo.target(), echo.headers(), echo.body());
    }

    static UnaryOperator<EchoedRequest> target(String target) {
        return echo -> copy(echo, echo.method(), target, echo.headers(), echo.body());
    }

    static UnaryOperator<EchoedRequest> body(String body) {
        return echo -> copy(echo, echo.method(), echo.target(), echo.headers(), Octets.latin1(body));
    }

    /** Replaces the value of all fields of a name; adds the field where it is missing. */
    static UnaryOperator<EchoedRequest> field(String name, String value) {
        return echo -> {
            List<FieldLine> lines = new ArrayList<>(echo.headers());
            lines.removeIf(line -> line.is(name));
            lines.add(new FieldLine(name, value));
            return copy(echo, echo.method(), echo.target(), lines, echo.body());
        };
    }

    static UnaryOperator<EchoedRequest> without(String name) {
        return echo -> copy(
                echo,
                echo.method(),
                echo.target(),
                echo.headers().stream().filter(line -> !line.is(name)).toList(),
                echo.body());
    }

    private static EchoedRequest copy(
            EchoedRequest echo, String method, String target, List<FieldLine> headers, Octets body) {
        return new EchoedRequest(
                method, target, echo.version(), headers, body, echo.trailers(), echo.ordinal(), echo.raw());
    }
}
