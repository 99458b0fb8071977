// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Echoes;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Takes out of a response what may differ between two servers that agree. Immutable and thread-safe.
 *
 * <p>Field lines about the connection, its framing, the time and the product are dropped; names become lower case and
 * are sorted, repetitions keep their order; values of placeholders become their spelling again; the content of a 2xx
 * response that is an echo becomes {@link NormalizedResponse#echo}.
 */
public final class ResponseNormalizer {

    /** Field names that are always dropped. */
    public static final Set<String> DROPPED =
            Set.of("date", "server", "content-length", "connection", "keep-alive", "transfer-encoding");

    /** Rewrites look at this many octets of a body; what follows is kept as it is. */
    public static final int MAX_REWRITTEN_OCTETS = 64 * 1024;

    /** The normalizer without additions. */
    public static final ResponseNormalizer DEFAULT = builder().build();

    private final Set<String> dropped;
    private final List<BodyRewrite> rewrites;

    private ResponseNormalizer(Builder builder) {
        dropped = Set.copyOf(builder.dropped);
        rewrites = List.copyOf(builder.rewrites);
    }

    /** Starts a normalizer that does what the default one does and more. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Normalizes a response.
     *
     * @param response the response
     * @param placeholders the values that were filled in, by placeholder name, as an observation keeps them
     */
    public NormalizedResponse normalize(Response response, Map<String, String> placeholders) {
        return normalize(response, PlaceholderSpelling.of(placeholders));
    }

    NormalizedResponse normalize(Response response, PlaceholderSpelling spelling) {
        Optional<EchoedRequest> echo = echo(response, spelling);
        Octets body = echo.isPresent() ? Octets.EMPTY : spelling.restore(rewrite(response.content()));
        return new NormalizedResponse(response.status(), headers(response, spelling), body, echo);
    }

    private List<FieldLine> headers(Response response, PlaceholderSpelling spelling) {
        return response.headers().stream()
                .map(line -> new FieldLine(line.lowerCaseName(), spelling.restore(line.value())))
                .filter(line -> !dropped.contains(line.name()))
                .sorted(Comparator.comparing(FieldLine::name))
                .toList();
    }

    private static Optional<EchoedRequest> echo(Response response, PlaceholderSpelling spelling) {
        if (response.status() / 100 != 2) {
            return Optional.empty();
        }
        return Echoes.of(response).map(spelling::restore);
    }

    private Octets rewrite(Octets body) {
        if (rewrites.isEmpty()) {
            return body;
        }
        int limit = Math.min(body.length(), MAX_REWRITTEN_OCTETS);
        String text = body.slice(0, limit).toLatin1();
        for (BodyRewrite rewrite : rewrites) {
            text = rewrite.apply(text);
        }
        return Octets.latin1(text).plus(body.slice(limit, body.length()));
    }

    /** Collects what else does not count. Not thread-safe. */
    public static final class Builder {

        private final Set<String> dropped = new TreeSet<>(DROPPED);
        private final List<BodyRewrite> rewrites = new ArrayList<>();

        private Builder() {}

        /**
         * Drops field lines of one more name.
         *
         * @throws IllegalArgumentException when the name is empty
         */
        public Builder dropHeader(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("header name must not be empty: ''");
            }
            dropped.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /**
         * Replaces every match of a regular expression in bodies, after the rewrites that were added before.
         *
         * @param regex what to replace in the body as ISO-8859-1 text
         * @param replacement what to put there; {@code $1} is the first group
         * @throws java.util.regex.PatternSyntaxException when the expression is none
         * @throws IllegalArgumentException when the replacement has characters above U+00FF
         */
        public Builder rewriteBody(String regex, String replacement) {
            if (replacement.chars().anyMatch(c -> c > 0xFF)) {
                throw new IllegalArgumentException(
                        "replacement must have only characters up to U+00FF: '" + replacement + "'");
            }
            rewrites.add(new BodyRewrite(Pattern.compile(regex), replacement));
            return this;
        }

        /** Makes the normalizer. */
        public ResponseNormalizer build() {
            return new ResponseNormalizer(this);
        }
    }
}
