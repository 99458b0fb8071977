// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.scenario.Placeholder;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the placeholders' spelling back where a server repeated their values, so that values of one target do not differ
 * from those of another.
 *
 * <p>A port is replaced after its host only: its digits alone could be anything.
 */
final class PlaceholderSpelling {

    private static final String HOST_AND_PORT = Placeholder.HOST.spelling() + ":" + Placeholder.PORT.spelling();
    private static final String BEFORE_HOST = "(?<![A-Za-z0-9.-])";
    private static final String AFTER_HOST = "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])";
    private static final String AFTER_PORT = "(?![0-9])";
    private static final String NOTHING = "(?!)";

    private final String host;
    private final String port;
    private final String token;

    private PlaceholderSpelling(String host, String port, String token) {
        this.host = host;
        this.port = port;
        this.token = token;
    }

    /** Made where a value occurs only, which is seldom; an observation comes with values of its own. */
    private Pattern pattern() {
        String hostAndPort = BEFORE_HOST + Pattern.quote(host + ":" + port) + AFTER_PORT;
        String hostAlone = BEFORE_HOST + Pattern.quote(host) + AFTER_HOST;
        return Pattern.compile("(%s)|(%s)|(%s)"
                .formatted(
                        host.isEmpty() || port.isEmpty() ? NOTHING : hostAndPort,
                        host.isEmpty() ? NOTHING : hostAlone,
                        token.isEmpty() ? NOTHING : Pattern.quote(token)));
    }

    /** Makes one for the values by placeholder name that an observation keeps. */
    static PlaceholderSpelling of(Map<String, String> placeholders) {
        return new PlaceholderSpelling(
                placeholders.getOrDefault(Placeholder.HOST.key(), ""),
                placeholders.getOrDefault(Placeholder.PORT.key(), ""),
                placeholders.getOrDefault(Placeholder.TOKEN.key(), ""));
    }

    /** Restores the spelling in ISO-8859-1 text. */
    String restore(String text) {
        if (!mentions(text, host) && !mentions(text, token)) {
            return text;
        }
        Matcher matcher = pattern().matcher(text);
        return matcher.replaceAll(match -> {
            if (match.start(1) >= 0) {
                return HOST_AND_PORT;
            }
            return match.start(2) >= 0 ? Placeholder.HOST.spelling() : Placeholder.TOKEN.spelling();
        });
    }

    /** Restores the spelling in octets. */
    Octets restore(Octets octets) {
        String text = octets.toLatin1();
        String restored = restore(text);
        return restored.equals(text) ? octets : Octets.latin1(restored);
    }

    /** Restores everything that a server shows of a request. */
    EchoedRequest restore(EchoedRequest echo) {
        return new EchoedRequest(
                echo.method(),
                restore(echo.target()),
                echo.version(),
                restore(echo.headers()),
                restore(echo.body()),
                restore(echo.trailers()),
                echo.ordinal(),
                echo.raw());
    }

    /** Restores the spelling in names and values. */
    List<FieldLine> restore(List<FieldLine> section) {
        return section.stream()
                .map(line -> new FieldLine(restore(line.name()), restore(line.value())))
                .toList();
    }

    private static boolean mentions(String text, String value) {
        return !value.isEmpty() && text.contains(value);
    }
}
