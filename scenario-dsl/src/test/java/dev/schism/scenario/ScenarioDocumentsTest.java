// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples that people copy from the documents must be ones that the readers accept. */
class ScenarioDocumentsTest {

    private static final Pattern TEXT = Pattern.compile("```\\w*\n(schism-scenario .*?\n)```", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("```\\w*\n(\\{\"schism-scenario\".*?\n)```", Pattern.DOTALL);

    @Test
    void textExampleOfTheFormatIsRead() throws IOException {
        Scenario scenario = ScenarioText.read(only(TEXT, Path.of("..", "docs", "scenario-format.md")));

        assertThat(scenario.name()).isEqualTo("every-kind-of-step");
        assertThat(scenario.steps()).hasSize(9);
        assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void jsonExampleOfTheFormatIsWhatIsWritten() throws IOException {
        String example = only(JSON, Path.of("..", "docs", "scenario-format.md"));

        assertThat(ScenarioJson.write(ScenarioJson.read(example))).isEqualTo(example);
    }

    @Test
    void readmeExamplesAreTheSameScenario() throws IOException {
        Scenario scenario = Scenario.named("cl-te-conflict")
                .request("POST", "/")
                .header("Host", "example.test")
                .header("Content-Length", "5")
                .chunked()
                .send()
                .await()
                .build();

        assertThat(only(TEXT, Path.of("..", "README.md"))).isEqualTo(ScenarioText.write(scenario));
    }

    private static String only(Pattern pattern, Path document) throws IOException {
        List<MatchResult> found =
                pattern.matcher(Files.readString(document)).results().toList();
        assertThat(found).hasSize(1);
        return found.get(0).group(1);
    }
}
