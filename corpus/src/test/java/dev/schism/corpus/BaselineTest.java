// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Path DOCUMENTATION = Path.of("..", "docs", "baseline.md");
    private static final String ELEMENT = """
            schemaVersion: 1
            accepted:
              - category: STATUS_DIFFER
                differences: [status:400-200, end:fin-open]
                reason: known
                section: RFC 9112 §3.2
                expires: 2027-06-30
            """;

    @TempDir
    Path directory;

    @Nested
    class Reading {

        @Test
        void readsTheExampleOfTheDocumentation() throws IOException {
            Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(DOCUMENTATION, StandardCharsets.UTF_8));
            assertThat(example.find()).isTrue();

            List<AcceptedDivergence> accepted = read(example.group(1)).accepted();

            assertThat(accepted).hasSize(2);
            assertThat(accepted.get(0).traits()).contains(List.of("bare-lf"));
            assertThat(accepted.get(0).target()).contains("netty");
            assertThat(accepted.get(1).category()).isEqualTo(Category.OK);
            assertThat(accepted.get(1).traits()).isEmpty();
            assertThat(accepted.get(1).expires()).isEqualTo(LocalDate.of(2027, 3, 31));
        }

        @Test
        void documentsEveryField() throws IOException {
            String documentation = Files.readString(DOCUMENTATION, StandardCharsets.UTF_8);

            assertThat(BaselineFields.KNOWN)
                    .allSatisfy(field -> assertThat(documentation).contains("| `" + field + "` |"));
        }

        @Test
        void readsAnUnquotedDifferenceWithAColon() throws IOException {
            assertThat(read(ELEMENT).accepted())
                    .containsExactly(new AcceptedDivergence(
                            Category.STATUS_DIFFER,
                            List.of("status:400-200", "end:fin-open"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "known",
                            "RFC 9112 §3.2",
                            LocalDate.of(2027, 6, 30),
                            3));
        }

        @Test
        void acceptsAnEmptyList() throws IOException {
            assertThat(read("schemaVersion: 1\naccepted: []\n")).isEqualTo(Baseline.EMPTY);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            expires: 2027-06-30    | expires: 2027-02-30         | :7: field expires must be a date such as 2027-06-30: 2027-02-30
            expires: 2027-06-30    | ' '                         | :3: field expires must be there: missing
            reason: known          | ' '                         | :3: field reason must be there: missing
            reason: known          | reason: ''                  | :5: field reason must not be empty: ''
            reason: known          | reason: [known]             | :5: field reason must hold text: a list
            reason: known          | reason:                     | :5: field reason must hold text: nothing
            reason: known          | 'reason: known\\n    reason: x' | :6: field reason must be there once: repeated
            reason: known          | raeson: known               | :5: field must be one of category, differences,
            section: RFC 9112 §3.2 | section: somewhere          | :6: field section must be written like 'RFC 9112 §6.3': somewhere
            STATUS_DIFFER          | STATUS                      | :3: field category must be one of OK, STATUS_DIFFER,
            schemaVersion: 1       | schemaVersion: 2            | :1: field schemaVersion must be 1: 2
            schemaVersion: 1       | ' '                         | field schemaVersion must be there: missing
            schemaVersion: 1       | version: 1                  | :1: field must be one of schemaVersion, accepted, each once: version
            '[status:400-200, end:fin-open]' | status:400-200    | :4: field differences must be a list: status:400-200
            '[status:400-200, end:fin-open]' | '[*a]'            | :4: field differences must hold text: an alias
            '[status:400-200, end:fin-open]' | '[&a x, *a]'      | :4: field differences must hold text: an alias
            '[status:400-200, end:fin-open]' | '[x'              | baseline must be YAML
            """)
        void refusesWhatIsNotInTheFormat(String from, String to, String message) {
            String broken = ELEMENT.replace(from, to.replace("\\n", "\n"));

            assertThat(broken).isNotEqualTo(ELEMENT);
            assertThatThrownBy(() -> read(broken))
                    .isInstanceOf(BaselineException.class)
                    .hasMessageContaining("baseline.yaml")
                    .hasMessageContaining(message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            ''            | must be a mapping
            'x'           | must be a mapping
            'accepted: 3' | field accepted must be a list: 3
            'accepted: [3]' | element of accepted must be a mapping: 3
            'schemaVersion: 1\\naccepted: []\\n---\\nx: 1' | must be one document
            """)
        void refusesWhatIsNoBaseline(String text, String message) {
            assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                    .isInstanceOf(BaselineException.class)
                    .hasMessageContaining(message);
        }

        @Test
        void refusesAFileThatIsTooLarge() {
            String padding = "# " + "x".repeat(Baseline.MAX_OCTETS);

            assertThatThrownBy(() -> read(padding))
                    .isInstanceOf(BaselineException.class)
                    .hasMessageContaining("must be at most 1048576 octets");
        }

        @Test
        void refusesAFileThatIsNotThere() {
            assertThatThrownBy(() -> Baseline.read(directory.resolve("missing.yaml")))
                    .isInstanceOf(BaselineException.class)
                    .hasMessageContaining("missing.yaml");
        }
    }

    @Nested
    class Classifying {

        private final Divergence divergence = EntryFixture.entry().divergence();

        @Test
        void acceptsOnTheLastDayAndNoLonger() throws IOException {
            Baseline baseline = read(ELEMENT.replace("2027-06-30", "2026-11-21"));

            assertThat(baseline.classify(divergence, "nginx", "netty", TODAY)).isEqualTo(BaselineStatus.ACCEPTED);
            assertThat(baseline.classify(divergence, "nginx", "netty", TODAY.plusDays(1)))
                    .isEqualTo(BaselineStatus.EXPIRED);
        }

        @Test
        void callsNewWhatNothingMatches() {
            assertThat(Baseline.EMPTY.classify(divergence, "nginx", "netty", TODAY))
                    .isEqualTo(BaselineStatus.NEW);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            traits: [host-missing]       | ACCEPTED
            traits: []                   | NEW
            traits: [host-missing, cl-te] | NEW
            reference: nginx             | ACCEPTED
            reference: apache            | NEW
            target: netty                | ACCEPTED
            target: jdk                  | NEW
            """)
        void narrowsByOptionalFields(String field, BaselineStatus status) throws IOException {
            Baseline baseline = read(ELEMENT + "    " + field + "\n");

            assertThat(baseline.classify(divergence, "nginx", "netty", TODAY)).isEqualTo(status);
        }

        @Test
        void needsEveryDifference() throws IOException {
            Baseline baseline = read(ELEMENT.replace(", end:fin-open", ""));

            assertThat(baseline.classify(divergence, "nginx", "netty", TODAY)).isEqualTo(BaselineStatus.NEW);
        }

        @Test
        void letsTheLatestExpiryDecide() throws IOException {
            String element = ELEMENT.substring(ELEMENT.indexOf("  - "));
            Baseline baseline = read(ELEMENT.replace("2027", "2025") + element + element.replace("2027", "2024"));

            assertThat(baseline.classify(divergence, "nginx", "netty", TODAY)).isEqualTo(BaselineStatus.ACCEPTED);
            assertThat(baseline.find(divergence, "nginx", "netty"))
                    .map(AcceptedDivergence::line)
                    .contains(8);
        }

        @Test
        void listsWhatIsUnused() throws IOException {
            String element = ELEMENT.substring(ELEMENT.indexOf("  - ")).replace("400", "404");
            Baseline baseline = read(ELEMENT + element);

            assertThat(baseline.unused(List.of(EntryFixture.entry())))
                    .extracting(AcceptedDivergence::line)
                    .containsExactly(8);
            assertThat(baseline.unused(List.of())).hasSize(2);
        }

        @Test
        void comparesTheCategory() {
            Signature other = new Signature(Category.OK, divergence.signature().differences(), List.of());

            assertThat(accepted().matches(divergence.signature(), "a", "b")).isTrue();
            assertThat(accepted().matches(other, "a", "b")).isFalse();
        }

        private AcceptedDivergence accepted() {
            return new AcceptedDivergence(
                    Category.STATUS_DIFFER,
                    divergence.signature().differences(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "known",
                    "RFC 9112 §2.2",
                    TODAY,
                    1);
        }
    }

    private Baseline read(String yaml) throws IOException {
        return Baseline.read(Files.writeString(directory.resolve("baseline.yaml"), yaml));
    }
}
