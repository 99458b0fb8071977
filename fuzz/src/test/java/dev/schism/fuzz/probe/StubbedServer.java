// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Judge;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers scenarios without a network, as a server of a certain habit would. */
public enum StubbedServer {
    /** Refuses everything. */
    REFUSING("HTTP/1.1 400 Bad Request\r\nDate: Fri, 01 Jan 2038 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n", true),
    /** Refuses for size. */
    LIMITED("HTTP/1.1 431 Too Large\r\nContent-Length: 0\r\n\r\n", true),
    /** Accepts everything. */
    ACCEPTING("HTTP/1.1 200 OK\r\nDate: Fri, 01 Jan 2038 00:00:00 GMT\r\nContent-Length: 2\r\n\r\nok", false),
    /** Accepts everything and closes. */
    CLOSING("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", true),
    /** Accepts everything, says that it closes, and closes. */
    ANNOUNCING("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", true),
    /** Accepts everything and ends its content with the connection. */
    UNBOUNDED("HTTP/1.1 200 OK\r\n\r\nok", true),
    /** Asks for the content first. */
    CONTINUING("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false),
    /** Allows no method. */
    NOT_ALLOWING("HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n", false),
    /** Switches protocols. */
    SWITCHING("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n", false),
    /** Wants another protocol. */
    UPGRADING("HTTP/1.1 426 Upgrade\r\nContent-Length: 0\r\n\r\n", false),
    /** Has nothing to say. */
    EMPTY("HTTP/1.1 204 No Content\r\n\r\n", false),
    /** Wants credentials. */
    CHALLENGING("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n", false),
    /** Wants credentials for itself, as proxies do. */
    PROXYING("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n", false),
    /** Sends parts. */
    PARTIAL("HTTP/1.1 206 Part\r\nContent-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\nok", false),
    /** Has no such part. */
    UNSATISFIABLE("HTTP/1.1 416 No\r\nContent-Range: bytes */9\r\nContent-Length: 0\r\n\r\n", false),
    /** Has everything elsewhere. */
    REDIRECTING("HTTP/1.1 307 There\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", false),
    /** Finds that conditions fail. */
    CONDITIONAL("HTTP/1.1 412 No\r\nContent-Length: 0\r\n\r\n", false),
    /** Packs its content, whether or not that was asked for. */
    PACKING("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", false),
    /** Echoes everything. */
    ECHOING("HTTP/1.1 200 OK\r\n", false),
    /** Waits for ever. */
    WAITING("", false),
    /** Closes without a word. */
    HANGING_UP("", true);

    private static final Bindings BINDINGS = new Bindings("127.0.0.1", 8080, "t1");
    private static final Duration STEP = Duration.ofMillis(10);

    private final String response;
    private final boolean closes;

    StubbedServer(String response, boolean closes) {
        this.response = response;
        this.closes = closes;
    }

    /** Does what a good server does: accepts what is within the grammar, waits for the rest, refuses the others. */
    static Judge.Run ideal(Scenario scenario) {
        Reading reading =
                RequestReading.readings(scenario.sent().fill(BINDINGS)).get(0);
        boolean flawed = reading.messages().stream()
                .anyMatch(message -> message.extent() == Message.Extent.FAULTY
                        || message.flaws().stream().anyMatch(flaw -> flaw.isUngrammatical())
                        || !message.line().hasVersion() && message.hasHead());
        boolean whole =
                !reading.messages().isEmpty() && reading.messages().stream().allMatch(Message::isComplete);
        boolean asksToClose = reading.messages().stream().anyMatch(Message::asksToClose);
        StubbedServer good = whole ? asksToClose ? CLOSING : ACCEPTING : WAITING;
        return (flawed ? REFUSING : good).answer(scenario);
    }

    /** Returns what the runner would have seen. */
    public Judge.Run answer(Scenario scenario) {
        Octets sent = scenario.sent().fill(BINDINGS);
        List<String> methods = RequestScanner.methods(sent);
        int responses = response.isEmpty() ? 0 : closes ? 1 : Math.max(1, methods.size());
        Octets received = this == ECHOING ? echoes(sent) : Octets.latin1(response.repeat(responses));
        List<Arrival> arrivals = arrivals(received, responses);
        return new Judge.Run(
                scenario,
                new Observation(
                        sent,
                        methods,
                        received,
                        arrivals,
                        ResponseReader.read(received, methods, closes),
                        steps(scenario),
                        closes ? ConnectionEnd.FIN : ConnectionEnd.OPEN,
                        response.isEmpty() && !closes
                                ? Optional.of(
                                        new QuietProbe(scenario.steps().size() - 1, STEP.multipliedBy(50), 0, false))
                                : Optional.empty(),
                        Duration.ZERO,
                        STEP.multipliedBy(60),
                        BINDINGS.asMap(),
                        Optional.empty()));
    }

    /** Each response arrives behind a step more than the one before, so that none comes before its request. */
    private static List<Arrival> arrivals(Octets received, int responses) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < responses && !received.isEmpty(); i++) {
            Duration at = STEP.multipliedBy(2L * i).plus(STEP.dividedBy(2));
            arrivals.add(new Arrival(received.length() / responses * i, at));
        }
        return arrivals;
    }

    private static Octets echoes(Octets sent) {
        return Octets.concat(RequestReading.readings(sent).get(0).messages().stream()
                .filter(Message::isComplete)
                .map(StubbedServer::echo)
                .toList());
    }

    private static Octets echo(Message message) {
        Octets content = EchoJson.write(message.echo(1));
        String head = ECHOING.response + "Content-Length: " + content.length() + "\r\n\r\n";
        return Octets.latin1(head).plus(message.method().equals("HEAD") ? Octets.EMPTY : content);
    }

    private List<StepTrace> steps(Scenario scenario) {
        List<StepTrace> traces = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            int octets = step instanceof Step.SendBytes send
                    ? send.bytes().fill(BINDINGS).length()
                    : 0;
            boolean timedOut = response.isEmpty() && !closes && step instanceof Step.AwaitResponse;
            traces.add(new StepTrace(
                    i,
                    step.keyword(),
                    timedOut ? StepTrace.Outcome.TIMED_OUT : StepTrace.Outcome.DONE,
                    STEP.multipliedBy(i),
                    STEP.multipliedBy(i + 1),
                    octets,
                    0,
                    ""));
        }
        return traces;
    }
}
