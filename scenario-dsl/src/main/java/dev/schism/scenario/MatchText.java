// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.scenario.Match.Condition;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spelling of match conditions: a key, an equals sign and a value, quoted where it is no simple token. */
final class MatchText {

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9._/-]+");

    private MatchText() {}

    /** Appends one condition. */
    static void append(StringBuilder out, Condition condition) {
        Octets value = value(condition);
        out.append(condition.key()).append('=');
        if (SIMPLE.matcher(value.toLatin1()).matches()) {
            out.append(value.toLatin1());
        } else {
            out.append('"').append(Escapes.escape(value).replace("\"", "\\x22")).append('"');
        }
    }

    private static Octets value(Condition condition) {
        if (condition instanceof Condition.BodyContains body) {
            return body.octets();
        }
        return Octets.latin1(text(condition));
    }

    private static String text(Condition condition) {
        if (condition instanceof Condition.Status status) {
            return Integer.toString(status.status());
        } else if (condition instanceof Condition.StatusClass statusClass) {
            return Integer.toString(statusClass.statusClass());
        } else if (condition instanceof Condition.Reason reason) {
            return reason.reason();
        } else if (condition instanceof Condition.Version version) {
            return version.version();
        } else if (condition instanceof Condition.Header header) {
            return header.name() + header.value().map(value -> ": " + value).orElse("");
        } else if (condition instanceof Condition.HeaderAbsent absent) {
            return absent.name();
        }
        throw new AssertionError(condition);
    }

    /** Reads the condition at the cursor of a line. */
    static Condition read(TextLine line) {
        int start = line.position();
        String key = line.until('=', "match key");
        if (!Condition.KEYS.contains(key)) {
            throw line.problem(
                    start,
                    "match key must be one of " + String.join(", ", Condition.KEYS) + ": '" + TextLine.excerpt(key)
                            + "'");
        }
        int at = line.position();
        Octets value = value(line, key);
        return line.checked(at, () -> condition(key, value));
    }

    private static Octets value(TextLine line, String key) {
        if (line.skip('"')) {
            int from = line.position();
            line.until('"', key);
            return line.unescape(from, line.position() - 1);
        }
        int at = line.position();
        String word = line.rest();
        if (!SIMPLE.matcher(word).matches()) {
            throw line.problem(
                    at,
                    key + " must be quoted unless all of it is A-Z a-z 0-9 . _ / -: '" + TextLine.excerpt(word) + "'");
        }
        return Octets.latin1(word);
    }

    private static Condition condition(String key, Octets value) {
        String text = value.toLatin1();
        return switch (key) {
            case "status" -> new Condition.Status(number(key, text));
            case "status-class" -> new Condition.StatusClass(number(key, text));
            case "reason" -> new Condition.Reason(text);
            case "version" -> new Condition.Version(text);
            case "header" -> header(text);
            case "header-absent" -> new Condition.HeaderAbsent(text);
            case "body-contains" -> new Condition.BodyContains(value);
            default -> throw new AssertionError(key);
        };
    }

    private static int number(String key, String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(
                    key + " must be a number of one to three digits: '" + TextLine.excerpt(text) + "'");
        }
        return Integer.parseInt(text);
    }

    private static Condition header(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Condition.Header(text, Optional.empty());
        }
        int from = text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
        return new Condition.Header(text.substring(0, colon), Optional.of(text.substring(from)));
    }
}
