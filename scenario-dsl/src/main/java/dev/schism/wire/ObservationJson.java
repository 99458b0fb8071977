// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The JSON of an observation, version 1, or 2 where a sentinel was sent: lossless, indented and sorted so that two of
 * them can be compared as text.
 *
 * <p>Durations are integers in nanoseconds, octets are base64. The transcript is written as a summary for people and
 * ignored on reading: it is a function of what was received. Thread-safe.
 */
public final class ObservationJson {

    /** Deepest nesting that is read. */
    public static final int MAX_NESTING = 32;

    /** Longest string that is read, in characters: 256 Mi, which is 192 MiB of octets. */
    public static final int MAX_STRING_LENGTH = 256 << 20;

    /** Member that says which version of the format the text follows. */
    static final String MARK = "schism-observation";

    /** The version of the format where no sentinel was sent. */
    static final int VERSION = 1;

    /** The version with a sentinel, which readers of version 1 know nothing of. */
    static final int VERSION_WITH_SENTINEL = 2;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private static final JsonMapper TREES = JsonMapper.builder(JSON)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ObservationJson() {}

    /**
     * Writes an observation as indented ASCII JSON that ends with a line feed.
     *
     * @throws ArithmeticException when a duration exceeds what a {@code long} of nanoseconds can hold (292 years)
     */
    public static String write(Observation observation) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new ObservationWriter(json).write(observation);
        } catch (IOException e) {
            throw new UncheckedIOException("memory must be writable", e);
        }
        return out.append('\n').toString();
    }

    /**
     * Reads an observation; the transcript is made anew by {@link ResponseReader}.
     *
     * @throws IllegalArgumentException when the text is no such JSON, naming the field, or of another version
     */
    public static Observation read(String json) {
        JsonField root = new JsonField("observation", parse(json));
        int version = root.member(MARK).number();
        if (version != VERSION && version != VERSION_WITH_SENTINEL) {
            throw new IllegalArgumentException("observation.%s must be %d or %d, the versions this reader knows: %d"
                    .formatted(MARK, VERSION, VERSION_WITH_SENTINEL, version));
        }
        return ObservationReader.read(root, version);
    }

    private static JsonNode parse(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("observation must be JSON: " + e.getOriginalMessage(), e);
        }
    }
}
