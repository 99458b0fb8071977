// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a scenario step by step; reads like the wire. Not thread-safe.
 *
 * <pre>{@code
 * Scenario.named("split-head")
 *         .send("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n")
 *         .pause(Duration.ofMillis(20))
 *         .send("\r\n")
 *         .await()
 *         .build();
 * }</pre>
 */
public final class ScenarioBuilder {

    /** How long {@link #await()} waits: 5 s. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final List<String> tags = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    ScenarioBuilder(String name) {
        this.name = name;
    }

    /** Adds a tag. */
    public ScenarioBuilder tag(String tag) {
        tags.add(tag);
        return this;
    }

    /** Adds a step. */
    public ScenarioBuilder step(Step step) {
        steps.add(step);
        return this;
    }

    /**
     * Sends ISO-8859-1 text at once; {@code {host}}, {@code {port}} and {@code {token}} in it are placeholders.
     *
     * @throws IllegalArgumentException when it is empty or a character is above U+00FF
     */
    public ScenarioBuilder send(String template) {
        return send(Payload.template(template), Pacing.WHOLE);
    }

    /**
     * Sends exactly these octets at once.
     *
     * @throws IllegalArgumentException when there are none
     */
    public ScenarioBuilder send(Octets octets) {
        return send(octets, Pacing.WHOLE);
    }

    /**
     * Sends exactly these octets, spread over time.
     *
     * @throws IllegalArgumentException when there are none
     */
    public ScenarioBuilder send(Octets octets, Pacing pacing) {
        return send(Payload.of(octets), pacing);
    }

    /**
     * Sends a payload, spread over time.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public ScenarioBuilder send(Payload payload, Pacing pacing) {
        return step(new Step.SendBytes(payload, pacing));
    }

    /**
     * Sends octets in several writes, cut at the given offsets.
     *
     * @param octets what is sent
     * @param offsets where a new write starts: strictly increasing, from 1 to one less than the number of octets
     * @throws IllegalArgumentException when an offset is out of place
     */
    public ScenarioBuilder sendSegmentedAt(Octets octets, int... offsets) {
        return sendSegmentedAt(octets, Duration.ZERO, offsets);
    }

    /**
     * Sends octets in several writes, cut at the given offsets, with a pause between two writes.
     *
     * @param octets what is sent
     * @param pause time between two writes, zero to {@link Step#MAX_DURATION}
     * @param offsets where a new write starts: strictly increasing, from 1 to one less than the number of octets
     * @throws IllegalArgumentException when an offset is out of place
     */
    public ScenarioBuilder sendSegmentedAt(Octets octets, Duration pause, int... offsets) {
        return sendSegmentedAt(Payload.of(octets), pause, offsets);
    }

    /**
     * Sends a payload in several writes, cut at the given offsets, with a pause between two writes.
     *
     * @param payload what is sent; a placeholder counts as one octet and cannot be cut
     * @param pause time between two writes, zero to {@link Step#MAX_DURATION}
     * @param offsets where a new write starts: strictly increasing, from 1 to one less than the length
     * @throws IllegalArgumentException when an offset is out of place
     */
    public ScenarioBuilder sendSegmentedAt(Payload payload, Duration pause, int... offsets) {
        List<Payload> segments = Segments.cut(payload, offsets);
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0 && !pause.isZero()) {
                pause(pause);
            }
            send(segments.get(i), Pacing.WHOLE);
        }
        return this;
    }

    /**
     * Sends octets one at a time.
     *
     * @param octets what is sent
     * @param interval time between two octets, zero to {@link Step#MAX_DURATION}
     * @throws IllegalArgumentException when there are none or the interval is out of bounds
     */
    public ScenarioBuilder octetwise(Octets octets, Duration interval) {
        return send(octets, Pacing.octetwise(interval));
    }

    /** Lets time pass, zero to {@link Step#MAX_DURATION}. */
    public ScenarioBuilder pause(Duration duration) {
        return step(new Step.Pause(duration));
    }

    /** Awaits the next final response for {@link #DEFAULT_TIMEOUT}. */
    public ScenarioBuilder await() {
        return await(DEFAULT_TIMEOUT);
    }

    /** Awaits the next final response. */
    public ScenarioBuilder await(Duration timeout) {
        return step(new Step.AwaitResponse(timeout));
    }

    /**
     * Skips final responses until one matches, and interim ones where the match asks for such; goes on at the timeout.
     */
    public ScenarioBuilder waitFor(Match match, Duration timeout) {
        return step(new Step.WaitForResponse(match, timeout));
    }

    /**
     * Waits for a response with that status, an interim one (1xx) included; goes on at the timeout. Where the status is
     * an interim one, a final response ends the wait as well, and the next step finds it.
     */
    public ScenarioBuilder waitForStatus(int status, Duration timeout) {
        return waitFor(Match.of(new Match.Condition.Status(status)), timeout);
    }

    /** Reads exactly one final response and records whether it matches. */
    public ScenarioBuilder expect(Match match, Duration timeout) {
        return step(new Step.ExpectResponse(match, timeout));
    }

    /** Ends the sending side (FIN) and goes on reading. */
    public ScenarioBuilder halfClose() {
        return step(new Step.HalfClose());
    }

    /** Resets the connection (RST); nothing may follow. */
    public ScenarioBuilder reset() {
        return step(new Step.Reset());
    }

    /** Closes the connection in order; nothing may follow. */
    public ScenarioBuilder close() {
        return step(new Step.Close());
    }

    /**
     * Starts a well-formed request, which {@link RequestBuilder#send()} adds.
     *
     * @param method a token (RFC 9110 §9.1)
     * @param target visible ASCII without spaces, which may hold placeholders (RFC 9112 §3.2)
     * @throws IllegalArgumentException when they are spelt otherwise; {@link #send(String)} sends anything
     */
    public RequestBuilder request(String method, String target) {
        return new RequestBuilder(this, method, target);
    }

    /** Makes the scenario. */
    public Scenario build() {
        return new Scenario(name, tags, steps);
    }
}
