// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Level;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A cause as a sentence for people: who does what with what, then what the text says about it.
 *
 * @param cause the cause
 * @param reference name of the reference
 * @param target name of the target
 */
record Sentence(Cause cause, String reference, String target) {

    /** More outcomes than this are told by the requirement instead. */
    private static final int MOST_OUTCOMES = 2;

    String text() {
        return deed() + "; " + law();
    }

    private String deed() {
        Way way = cause.way();
        if (!isTold(way)) {
            return seen() + ", at " + cause.subject();
        }
        return switch (cause.blame().party()) {
            case TARGET_WRONG -> target + " " + did(way.target());
            case REFERENCE_WRONG -> reference + " " + did(way.reference());
            case BOTH_WRONG, BOTH_ALLOWED, NOT_DECIDABLE ->
                "%s %s, %s %s".formatted(reference, did(way.reference()), target, shortly(way.target()));
        };
    }

    /** Tells whether the way has a word for what each side did. */
    private static boolean isTold(Way way) {
        return way.isExchange() || way.kind().equals(Way.END);
    }

    private String did(String label) {
        String subject = cause.subject();
        if (!cause.way().isExchange()) {
            return end(label, "the connection") + " after " + subject;
        }
        return switch (Fate.of(label)) {
            case ACCEPTED -> bothAccept() ? "answers %s to %s".formatted(label, subject) : "accepts " + subject;
            case REFUSED -> "answers %s to %s".formatted(label, subject);
            case WAITING -> "waits for more at " + subject;
            case CLOSED -> "closes without an answer at " + subject;
            case CUT -> "breaks off its answer to " + subject;
            case NO_HTTP -> "answers no status line to " + subject;
        };
    }

    private String shortly(String label) {
        if (!cause.way().isExchange()) {
            return end(label, "it");
        }
        return switch (Fate.of(label)) {
            case ACCEPTED -> bothAccept() ? "answers " + label : "accepts it";
            case REFUSED -> "answers " + label;
            case WAITING -> "waits for more";
            case CLOSED -> "closes without an answer";
            case CUT -> "breaks off its answer";
            case NO_HTTP -> "answers no status line";
        };
    }

    private static String end(String label, String connection) {
        return switch (label) {
            case "open" -> "keeps %s open".formatted(connection);
            case "rst" -> "resets " + connection;
            default -> "closes " + connection;
        };
    }

    private boolean bothAccept() {
        return Fate.of(cause.way().reference()) == Fate.ACCEPTED
                && Fate.of(cause.way().target()) == Fate.ACCEPTED;
    }

    private String seen() {
        return new SeenOtherwise(cause.way(), reference, target).text();
    }

    private String law() {
        Blame.Party party = cause.blame().party();
        Optional<Rule> rule = cause.rule();
        if (party == Blame.Party.NOT_DECIDABLE) {
            return "not decidable: " + missing();
        }
        if (rule.isEmpty()) {
            return party == Blame.Party.BOTH_ALLOWED ? "no rule forbids either" : "no rule tells";
        }
        if (party == Blame.Party.BOTH_ALLOWED) {
            return section(rule.get()) + " leaves the choice";
        }
        return section(rule.get()) + " " + wants(rule.get());
    }

    /** Tells what would decide. */
    private String missing() {
        String open = cause.blame().deciding().map(Verdict::note).orElse("");
        if (!open.isEmpty()) {
            return open;
        }
        return cause.rule()
                .map(rule -> section(rule) + " would decide, were it known what the server understood")
                .orElse("no rule covers it; what each server understood would tell");
    }

    /** Names the first section that a rule rests on; its entry in the rule book has all. */
    private static String section(Rule rule) {
        String section = rule.section().split("[;,]", 2)[0].trim();
        return section.matches("\\d.*") ? "RFC " + section : "good practice";
    }

    private static String wants(Rule rule) {
        String verb = rule.level() == Level.SHOULD || rule.level() == Level.POLICY ? "recommends " : "wants ";
        List<String> outcomes =
                rule.preferred().stream().map(Sentence::outcome).distinct().toList();
        boolean plain = !outcomes.isEmpty()
                && outcomes.size() <= MOST_OUTCOMES
                && outcomes.stream().noneMatch(String::isEmpty);
        return plain
                ? verb + String.join(" or ", outcomes)
                : "says: " + rule.requirement().replaceFirst("\\.$", "");
    }

    /** Writes an outcome of the notation in words; empty where that would take too many. */
    private static String outcome(String pattern) {
        String close = pattern.endsWith("+C") ? " and a close" : "";
        String core = pattern.replaceAll("\\+[CK]$", "");
        if (core.matches("[1-5](?:\\d\\d|xx)")) {
            return core + close;
        }
        return switch (core) {
            case "ACC" -> "it to be accepted" + close;
            case "CLOSE" -> "a close";
            case "WAIT" -> "the server to wait";
            default -> "";
        };
    }
}
