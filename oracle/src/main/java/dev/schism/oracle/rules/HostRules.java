// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleDraft.may;
import static dev.schism.oracle.rules.RuleDraft.must;

import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.HostValue;
import java.util.List;
import java.util.OptionalInt;

/** Rules about the Host field (HO). */
final class HostRules {

    private HostRules() {}

    static List<RuleDraft> rules() {
        return List.of(
                must("HO-01", "9112 §3.2")
                        .when(
                                "an HTTP/1.1 request has no Host",
                                Triggers.head(message -> message.isHttp11() && !message.has("host")))
                        .requires("A server answers 400.")
                        .prefers("400"),
                must("HO-02", "9112 §3.2")
                        .flags(Flag.SEC)
                        .when(
                                "there is more than one Host line, equal or not",
                                Triggers.named(
                                        "host",
                                        message -> message.fields("host").size() > 1))
                        .requires("A server answers 400, whatever the version.")
                        .prefers("400"),
                must("HO-03", "9112 §3.2; 9110 §7.2")
                        .flags(Flag.ECHO, Flag.SEC)
                        .when(
                                "the Host value is no host with an optional port",
                                Triggers.field(field -> field.is("host") && !HostValue.isValid(field.value())))
                        .requires("A server answers 400.")
                        .prefers("400"),
                may("HO-04", "9112 §3.2, §3.3")
                        .when(
                                "the Host value is empty",
                                Triggers.field(field ->
                                        field.is("host") && field.value().isEmpty()))
                        .requires("An empty value is within the grammar; a server may refuse it or take a default.")
                        .prefers("400")
                        .allows("ACC", "421", "404")
                        .forbids("5xx"),
                may("HO-05", "9112 §3.2, §3.3")
                        .when(
                                "an HTTP/1.0 request has no Host",
                                Triggers.head(message -> message.isHttp10() && !message.has("host")))
                        .explainsOnly(HostRules::hasNoSkippedLine)
                        .requires("HTTP/1.0 asks for no Host.")
                        .prefers("ACC")
                        .allows("400", "404", "421")
                        .forbids("5xx"),
                may("HO-06", "9110 §7.2; 3986 §3.2.2")
                        .when(
                                "the Host value is unusual but within the grammar",
                                Triggers.field(field -> field.is("host") && HostValue.isUnusual(field.value())))
                        .requires(
                                "Commas, semicolons and empty labels are within the grammar of a registered name, and a port may be empty or any number.")
                        .prefers("ACC")
                        .allows("400", "404", "421")
                        .forbids("5xx"),
                may("HO-07", "9110 §7.4, §15.5.20")
                        .when(
                                "Host names a server that is never served",
                                Triggers.field(field -> field.is("host") && HostValue.isNeverServed(field.value())))
                        .requires("A server may answer 421 or serve a default.")
                        .prefers("421", "ACC")
                        .allows("404", "403", "3xx")
                        .forbids("5xx"),
                must("HO-08", "9110 §5.5")
                        .flags(Flag.ECHO)
                        .when("other whitespace than one SP surrounds the Host value", HostRules::paddedHost)
                        .requires("Whitespace around a value is no part of it.")
                        .explainsOnly(situation -> FieldRules.hasWhitespace(situation, field -> field.is("host")))
                        .prefers("ACC[field]")
                        .allowsForItself("404", "421")
                        .forbids("400"));
    }

    /** A line that may be skipped may have been the Host line of a server that did not skip it (LN-09). */
    private static boolean hasNoSkippedLine(Situation situation) {
        return situation.message().flaw(Flaw.Kind.WHITESPACE_LINE).isEmpty();
    }

    private static OptionalInt paddedHost(Situation situation) {
        return Triggers.field(field -> field.is("host")
                        && !field.value().isEmpty()
                        && HostValue.isValid(field.value())
                        && FieldRules.isPadded(field))
                .find(situation)
                .stream()
                .filter(at -> situation.message().fields("host").size() == 1)
                .findFirst();
    }
}
