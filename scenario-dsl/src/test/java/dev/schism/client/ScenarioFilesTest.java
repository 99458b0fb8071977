// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioImport;
import dev.schism.scenario.ScenarioJson;
import dev.schism.scenario.ScenarioText;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFilesTest {

    private static final Scenario A =
            Scenario.named("a").send("GET / HTTP/1.1\r\n\r\n").await().build();
    private static final Scenario B = Scenario.named("b").send("{host}").close().build();

    @TempDir
    Path directory;

    @Test
    void readsText() throws IOException {
        assertThat(ScenarioFiles.read(file("x", ScenarioText.write(A)))).isEqualTo(A);
    }

    @Test
    void readsTextWithUtf8Comments() throws IOException {
        Path file = directory.resolve("x");
        Files.writeString(file, ScenarioText.write(A).replaceFirst("\n", "\n# caf\u00e9 \u20ac\n"));

        assertThat(ScenarioFiles.read(file)).isEqualTo(A);
    }

    @Test
    void readsJsonLines() throws IOException {
        Path file = file("x", ScenarioJson.writeAll(List.of(B)));

        assertThat(ScenarioFiles.read(file)).isEqualTo(B);
    }

    @Test
    void readsAnythingElseAsRawOctets() throws IOException {
        String request = "GET /{host} HTTP/1.1\r\nX: \u00ff\0\r\n\r\n";

        assertThat(ScenarioFiles.read(file("my file.raw", request)))
                .isEqualTo(ScenarioImport.raw("my-file.raw", Octets.latin1(request)));
    }

    @Test
    void readsADirectoryInTheOrderOfNames() throws IOException {
        file("2.jsonl", ScenarioJson.writeAll(List.of(B, A)));
        file("1.scenario", ScenarioText.write(A));
        file("3.raw", "x");
        file(".hidden", "x");
        Files.createDirectory(directory.resolve("0"));

        assertThat(ScenarioFiles.readAll(directory))
                .containsExactly(A, B, A, ScenarioImport.raw("3.raw", Octets.latin1("x")));
    }

    @Test
    void readsAllOfOneFile() throws IOException {
        assertThat(ScenarioFiles.readAll(file("x", ScenarioJson.writeAll(List.of(A, B)))))
                .containsExactly(A, B);
    }

    @Test
    void refusesSeveralScenariosWhereOneIsWanted() throws IOException {
        Path file = file("x", ScenarioJson.writeAll(List.of(A, B)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.read(file))
                .withMessage(file + ": file must hold one scenario: 2");
    }

    @Test
    void namesFileAndLineOfAProblem() throws IOException {
        Path file = file("x", "schism-scenario 1\nname: a\n\nsleep\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.readAll(directory))
                .withMessageStartingWith(file + ": line 4, column 1: step must be one of ");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = file("x", "schism-scenario 1\n# \u00e9\nname: a\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.read(file))
                .withMessage(file + ": text must be UTF-8: not so at octet 20");
    }

    @Test
    void sendsNothingForAnEmptyFile() throws IOException {
        assertThat(ScenarioFiles.read(file("x", "")))
                .isEqualTo(Scenario.named("x").await().build());
    }

    @Test
    void tellsScenariosFromOctets() throws IOException {
        assertThat(ScenarioFiles.isScenario(file("a", ScenarioText.write(A)))).isTrue();
        assertThat(ScenarioFiles.isScenario(file("b", ScenarioJson.writeAll(List.of(A)))))
                .isTrue();
        assertThat(ScenarioFiles.isScenario(file("c", "GET / HTTP/1.1\r\n\r\n")))
                .isFalse();
        assertThat(ScenarioFiles.isScenario(file("d", ""))).isFalse();
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        file("1", "x");
        Path loop = directory.resolve("2");
        Files.createSymbolicLink(loop, loop);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.readAll(directory))
                .withMessage(loop + ": entry must be a file or a directory: neither, or a link to nowhere");
    }

    @Test
    void refusesADirectoryWithoutFiles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.readAll(directory))
                .withMessage(directory + ": there must be at least one scenario: none in 0 files");
    }

    @Test
    void refusesWhatDoesNotExist() {
        Path none = directory.resolve("none");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.readAll(none))
                .withMessage(none + ": file or directory must exist: none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioFiles.read(none))
                .withMessage(none + ": file or directory must exist: none");
    }

    @Test
    void namesWhatCannotBeRead() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ScenarioFiles.read(directory))
                .withMessage("file must be readable: " + directory);
    }

    @Test
    void boundsFileNumberAndTotal() throws IOException {
        Path file = file("1", "12345");
        file("2", "1234");

        assertThat(new ScenarioFiles(5, 2, 9).all(directory)).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioFiles(4, 2, 9).all(directory))
                .withMessage(file + ": file must have at most 4 octets: more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioFiles(5, 1, 9).all(directory))
                .withMessage(directory + ": directory must have at most 1 files");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScenarioFiles(5, 2, 8).all(directory))
                .withMessage(directory + ": files must have at most 8 octets together");
    }

    private Path file(String name, String latin1) throws IOException {
        return Files.write(directory.resolve(name), latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
