// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Finds the echo in a response, once its transfer codings are undone (RFC 9112 §7). Thread-safe. */
public final class Echoes {

    /** Most octets of content that are undone; what is longer is no echo: 32 MiB. */
    public static final int MAX_DECODED_OCTETS = EchoJson.MAX_STRING_LENGTH;

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private Echoes() {}

    /** Returns the echo that a response carries; empty where it has none, or a coding that cannot be undone. */
    public static Optional<EchoedRequest> of(Response response) {
        List<String> codings = new ArrayList<>(FieldLine.members(response.headers(), "transfer-encoding"));
        codings.removeIf("chunked"::equals);
        if (codings.isEmpty()) {
            return EchoJson.read(response.content());
        }
        return codings.size() == 1
                ? undone(response.content(), codings.get(0)).flatMap(EchoJson::read)
                : Optional.empty();
    }

    private static Optional<Octets> undone(Octets content, String coding) {
        if (!GZIP.contains(coding) && !coding.equals("deflate")) {
            return Optional.empty();
        }
        try (InputStream in = GZIP.contains(coding)
                ? new GZIPInputStream(new ByteArrayInputStream(content.toByteArray()))
                : new InflaterInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            return bounded(in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Octets> bounded(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] portion = new byte[8192];
        for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
            if (out.size() + read > MAX_DECODED_OCTETS) {
                return Optional.empty();
            }
            out.write(portion, 0, read);
        }
        return Optional.of(Octets.of(out.toByteArray()));
    }
}
