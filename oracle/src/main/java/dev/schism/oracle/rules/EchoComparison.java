// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Grammar;
import dev.schism.wire.request.Line;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Compares an echo with the reading. What an intermediary may rewrite on its way (connection options, Host, framing) is
 * unknown rather than wrong where it came through one.
 */
final class EchoComparison {

    private static final Set<String> REWRITTEN_ON_THE_WAY = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "expect",
            "via",
            "x-forwarded-for");

    private static final Pattern VERSION = Pattern.compile("HTTP/\\d(\\.\\d)?");

    private EchoComparison() {}

    static Answer body(Situation situation, int at) {
        if (!situation.message().isComplete()) {
            return Answer.UNKNOWN;
        }
        boolean dropped = situation.echo().filter(echo -> echo.body().isEmpty()).isPresent()
                && !situation.isDirect()
                && situation.message().hasNoUseForContent()
                && !situation.message().body().content().isEmpty();
        return dropped ? Answer.UNKNOWN : trusted(situation, EchoPart.CONTENT, content(situation, at));
    }

    static Answer method(Situation situation, int at) {
        return trusted(situation, EchoPart.METHOD, shownMethod(situation, at));
    }

    static Answer target(Situation situation, int at) {
        return trusted(situation, EchoPart.TARGET, shownTarget(situation, at));
    }

    /** A part that the server shows wrong in plain requests as well proves nothing. */
    private static Answer trusted(Situation situation, EchoPart part, Answer same) {
        return situation.session().misreports(part) ? Answer.UNKNOWN : same;
    }

    /** Answers whether the content shown is the one sent, trusted or not. */
    static Answer content(Situation situation, int at) {
        return echo(
                situation, (echo, message) -> echo.body().equals(message.body().content()));
    }

    /** Answers whether the method shown is the one sent, trusted or not. */
    static Answer shownMethod(Situation situation, int at) {
        return echo(situation, (echo, message) -> echo.method().equals(message.method()));
    }

    /** Answers whether the target shown is the one sent, trusted or not. */
    static Answer shownTarget(Situation situation, int at) {
        return echo(situation, (echo, message) -> sameTarget(echo.target(), message.line()));
    }

    static Answer line(Situation situation, int at) {
        return method(situation, at).and(target(situation, at)).and(version(situation));
    }

    /** A server may report a version of its own, but one that is none shows where it took the line to end. */
    private static Answer version(Situation situation) {
        boolean misread = situation.isDirect()
                && situation.message().line().hasVersion()
                && situation
                        .echo()
                        .filter(echo -> VERSION.matcher(echo.version()).matches())
                        .isEmpty();
        return Answer.of(!misread);
    }

    static Answer read(Situation situation, int at) {
        return fieldAt(situation, at).isPresent() ? field(situation, at) : line(situation, at);
    }

    static Answer early(Situation situation, int at) {
        return echo(situation, (echo, message) -> echo.body().isEmpty());
    }

    private static Answer echo(Situation situation, BiFunction<EchoedRequest, Message, Boolean> test) {
        return situation
                .echo()
                .map(echo -> Answer.of(test.apply(echo, situation.message())))
                .orElse(Answer.UNKNOWN);
    }

    /** Compares targets; an absolute-form one may be reported as its path (RFC 9112 §3.3). */
    static boolean sameTarget(String echoed, RequestLine line) {
        if (echoed.equals(line.target())) {
            return true;
        }
        if (line.form() != RequestLine.TargetForm.ABSOLUTE) {
            return false;
        }
        String path = line.target()
                .substring(line.target().indexOf("://") + 3 + line.authority().length());
        return echoed.equals(path) || (!path.startsWith("/") && echoed.equals("/" + path));
    }

    static Answer field(Situation situation, int at) {
        Optional<Field> field = fieldAt(situation, at);
        if (field.isEmpty() || situation.echo().isEmpty()) {
            return Answer.UNKNOWN;
        }
        List<String> echoed =
                FieldLine.values(situation.echo().get().headers(), field.get().name());
        if (echoed.isEmpty()) {
            return situation.isDirect() ? Answer.NO : Answer.UNKNOWN;
        }
        boolean there = echoed.stream().anyMatch(value -> same(value, field.get()))
                || joined(echoed).equals(joined(values(situation, field.get().name())));
        return there ? Answer.YES : differs(situation, field.get().name());
    }

    static Answer lines(Situation situation, int at) {
        Optional<Field> field = fieldAt(situation, at);
        if (field.isEmpty() || situation.echo().isEmpty()) {
            return Answer.UNKNOWN;
        }
        String name = field.get().name();
        String echoed = joined(FieldLine.values(situation.echo().get().headers(), name));
        return echoed.equals(joined(values(situation, name))) ? Answer.YES : differs(situation, name);
    }

    private static Answer differs(Situation situation, String name) {
        return !situation.isDirect() && isRewritten(name) ? Answer.UNKNOWN : Answer.NO;
    }

    static boolean isRewritten(String name) {
        return REWRITTEN_ON_THE_WAY.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean same(String echoed, Field field) {
        boolean replaced = field.folded() || !Grammar.trimOws(field.rawValue()).equals(field.value());
        return replaced ? collapsed(echoed).equals(collapsed(field.value())) : echoed.equals(field.value());
    }

    /**
     * Reduces runs of whitespace, because a fold may become one or more SP (RFC 9112 §5.2); that a HTAB of it stays
     * changes no value.
     */
    private static String collapsed(String text) {
        return Grammar.trimOws(text).replaceAll("[ \t]+", " ");
    }

    private static List<String> values(Situation situation, String name) {
        return situation.message().fields(name).stream().map(Field::value).toList();
    }

    private static String joined(List<String> values) {
        return String.join(",", values).replaceAll("[ \\t]*,[ \\t]*", ",");
    }

    static Answer dropped(Situation situation, int at) {
        if (situation.echo().isEmpty()) {
            return Answer.UNKNOWN;
        }
        EchoedRequest echo = situation.echo().get();
        String text = Grammar.trimOws(Line.read(situation.octets(), at).text(situation.octets()));
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : Grammar.trimOws(text.substring(0, colon));
        boolean sentElsewhere = situation.message().has(name);
        boolean named =
                !name.isEmpty() && !sentElsewhere && echo.headers().stream().anyMatch(line -> line.is(name));
        boolean appended = !text.isEmpty()
                && (echo.target().contains(text)
                        || echo.version().contains(text)
                        || echo.headers().stream().anyMatch(line -> line.value().contains(text)));
        return Answer.of(!named && !appended).and(target(situation, at));
    }

    static Answer trailersApart(Situation situation, int at) {
        return echo(
                situation,
                (echo, message) -> message.body().trailers().stream()
                        .filter(trailer -> situation.isDirect() || !isRewritten(trailer.name()))
                        .noneMatch(trailer -> merged(echo, message, trailer)));
    }

    /** Tells whether the echo has more header lines of a trailer's name than were sent, with its value in them. */
    private static boolean merged(EchoedRequest echo, Message message, Field trailer) {
        List<String> more = new ArrayList<>(FieldLine.values(echo.headers(), trailer.name()));
        message.fields(trailer.name()).forEach(field -> more.remove(field.value()));
        return more.stream().anyMatch(value -> value.contains(trailer.value()));
    }

    static Optional<Field> fieldAt(Situation situation, int at) {
        return situation.message().fields().stream()
                .filter(field -> field.covers(at))
                .findFirst();
    }
}
