// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example that people copy from the document must be one that the reader accepts. */
class EchoContractTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("Content-Length: (\\d+)\n\n(\\{.*?\\})\n```", Pattern.DOTALL);

    @Test
    void exampleInTheDocumentIsAnEcho() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "echo-contract.md"));
        Matcher matcher = EXAMPLE.matcher(document);
        assertThat(matcher.find()).isTrue();
        String json = matcher.group(2).replaceAll("\n *", "");

        EchoedRequest echo = EchoJson.read(Octets.latin1(json)).orElseThrow();

        assertThat(json).hasSize(Integer.parseInt(matcher.group(1)));
        assertThat(EchoJson.write(echo).toLatin1()).isEqualTo(json);
        assertThat(echo.headers()).contains(new FieldLine("Host", "localhost"), new FieldLine("X-Twice", "b"));
        assertThat(echo.body()).isEqualTo(Octets.latin1("hello"));
        assertThat(echo.trailers()).isEqualTo(List.of(new FieldLine("Checksum", "1")));
    }
}
