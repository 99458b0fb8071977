// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Locale;
import java.util.Optional;

/** What calibration met in a server's answers to plain requests that is not as one would have it. */
public enum Habit {
    /** The response has the close option, and the connection is still open long after it. */
    ANNOUNCES_CLOSE_STAYS_OPEN(
            "says that it closes and stays open",
            true,
            "KA-15",
            "RFC 9112 \u00a79.6",
            "a server that sends the close option closes the connection after that response"),

    /** The response has neither Content-Length nor chunked coding, and the connection is still open long after it. */
    NO_LENGTH_STAYS_OPEN(
            "gives no length and stays open",
            true,
            "KA-16",
            "RFC 9112 \u00a76.3",
            "a response without Content-Length and chunked coding ends with the connection, which has to be closed"),

    /** The response does not have the close option, and the connection is closed behind it. */
    CLOSES_UNANNOUNCED(
            "closes after a response without having said so",
            true,
            "KA-01",
            "RFC 9112 \u00a79.3",
            "a server without persistent connections sends the close option in every response"),

    /** The response has the close option, and the connection is closed behind it. */
    CLOSES_EACH(
            "closes after each response",
            false,
            "KA-01",
            "RFC 9112 \u00a79.3",
            "persistent connections are the default and ought to be supported"),

    /** Octets follow a whole response that no request asked for. */
    SENDS_MORE(
            "sends octets behind its response",
            true,
            "ME-10",
            "RFC 9112 \u00a76.3",
            "a message ends where its length says, and only a request is answered"),

    /** Some plain requests get no response at all. */
    LEAVES_UNANSWERED(
            "leaves plain requests without a response",
            true,
            "",
            "RFC 9110 \u00a73.4",
            "a server answers each request with one or more responses"),

    /** A plain request is answered, but late. */
    ANSWERS_LATE("answers late", false, "", "RFC 9110 \u00a73.4", "no time is set for a response");

    private final String words;
    private final boolean departure;
    private final String rule;
    private final String section;
    private final String sentence;

    Habit(String words, boolean departure, String rule, String section, String sentence) {
        this.words = words;
        this.departure = departure;
        this.rule = rule;
        this.section = section;
        this.sentence = sentence;
    }

    /** Returns the habit in words, such as {@code closes after each response}. */
    public String words() {
        return words;
    }

    /** Returns a name for a run that shows it, such as {@code met-closes-each}. */
    public String caseName() {
        return "met-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells whether the habit departs from the sentence; otherwise it is allowed and good to know. */
    public boolean isDeparture() {
        return departure;
    }

    /** Returns the id of the rule that judges it, such as {@code KA-15}; empty where no rule speaks about it. */
    public Optional<String> rule() {
        return rule.isEmpty() ? Optional.empty() : Optional.of(rule);
    }

    /** Returns the section of the sentence, such as {@code RFC 9112 §9.6}. */
    public String section() {
        return section;
    }

    /** Returns the sentence that the habit has to do with, in our own words. */
    public String sentence() {
        return sentence;
    }

    /** Returns a line for people. */
    public String text() {
        return "%s (%s %s: %s)".formatted(words, departure ? "departs from" : "allowed by", section, sentence);
    }
}
