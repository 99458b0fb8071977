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
        return switch (cause.blame().party()) {
            case TARGET_WRONG -> target + " " + did(cause.way().target(), cause.way().reference());
            case REFERENCE_WRONG -> reference + " " + did(cause.way().reference(), cause.way().target());
            case BOTH_WRONG, BOTH_ALLOWED, NOT_DECIDABLE -> both();
        };
    }

    private String both() {
        Way way = cause.way();
        if (!way.isExchange() && !way.kind().equals(Way.END)) {
            return "%s and %s differ in %s at %s".formatted(reference, target, facet(), cause.subject());
        }
        return "%s %s, %s %s"
                .formatted(reference, did(way.reference(), way.target()), target, shortly(way.target()));
    }

    private String did(String label, String other) {
        String subject = cause.subject();
        if (!cause.way().isExchange()) {
            return switch (label) {
                case "open" -> "keeps the connection open after " + subject;
                case "fin", "rst" -> "closes the connection after " + subject;
                default -> "and %s differ in %s at %s".formatted(other(), facet(), subject);
            };
        }
        return switch (Fate.of(label)) {
            case ACCEPTED ->
                Fate.of(other) == Fate.ACCEPTED
                        ? "answers %s with %s".formatted(subject, label)
                        : "accepts " + subject;
            case REFUSED -> "refuses %s with %s".formatted(subject, label);
            case WAITING -> "waits for more at " + subject;
            case CLOSED -> "closes without an answer at " + subject;
            case CUT -> "breaks off its answer to " + subject;
            case NO_HTTP -> "answers %s without a status line".formatted(subject);
        };
    }

    private String other() {
        return cause.blame().party() == Blame.Party.REFERENCE_WRONG ? target : reference;
    }

    private String shortly(String label) {
        if (!cause.way().isExchange()) {
            return label.equals("open") ? "keeps it open" : "closes it";
        }
        return switch (Fate.of(label)) {
            case ACCEPTED -> "answers with " + label;
            case REFUSED -> "refuses it with " + label;
            case WAITING -> "waits for more";
            case CLOSED -> "closes without an answer";
            case CUT -> "breaks off its answer";
            case NO_HTTP -> "answers without a status line";
        };
    }

    private String facet() {
        String kind = cause.way().kind();
        if (kind.startsWith("seen-")) {
            return "what is understood of the request (" + kind.substring("seen-".length()) + ")";
        }
        return switch (kind) {
            case "body" -> "the content of the response";
            case "header" -> "a field of the response";
            case "leftover" -> "octets after the last response";
            default -> kind;
        };
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
                .map(rule -> rule.citation() + " would decide, were the request seen as the server understood it")
                .orElse("no rule of the book tells why either side did what it did; an echo or a log of it would");
    }

    private static String section(Rule rule) {
        String section = rule.section().split(";", 2)[0].trim();
        return section.matches("\\d.*") ? "RFC " + section : "good practice";
    }

    private static String wants(Rule rule) {
        String verb = rule.level() == Level.SHOULD || rule.level() == Level.POLICY ? "recommends " : "wants ";
        List<String> outcomes =
                rule.preferred().stream().map(Sentence::outcome).distinct().toList();
        boolean plain = !outcomes.isEmpty()
                && outcomes.size() <= MOST_OUTCOMES
                && outcomes.stream().noneMatch(String::isEmpty);
        return plain ? verb + String.join(" or ", outcomes) : "says: " + rule.requirement();
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
