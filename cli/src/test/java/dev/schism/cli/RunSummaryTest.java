// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.rules.Blame.Party;
import dev.schism.report.Problem;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

    private static final List<ReportedEntry> ENTRIES = List.of(
            CauseFixture.cause(Party.BOTH_ALLOWED, BaselineStatus.NEW, "bare-lf"),
            CauseFixture.cause(Party.TARGET_WRONG, BaselineStatus.EXPIRED, "host-multiple"),
            CauseFixture.cause(Party.TARGET_WRONG, BaselineStatus.NEW, "host-missing"));

    @Test
    void hasALineForEachCauseThatIsNotLeftToChoice() {
        assertThat(text(false))
                .contains(
                        "3 causes, shown by 3 divergences: target wrong 2, ",
                        "1 new, 1 expired, 0 accepted, 1 where the text leaves the choice",
                        "  target wrong    low    netty accepts a request without Host; no rule tells | GET / HTTP/1.1\\r\\n",
                        "netty accepts several Host fields; no rule tells [expired] | ",
                        "  1 more where the text leaves the choice: see the report, or give --fail-on-allowed",
                        "not whole: because",
                        "report in report.html, entries in entries")
                .doesNotContain("a line that ends with LF alone");
    }

    @Test
    void listsWhatIsLeftToChoiceWhereItCounts() {
        assertThat(text(true))
                .contains(
                        "2 new, 1 expired, 0 accepted, 0 where", "  both allowed           nginx answers 400 to a line")
                .doesNotContain("1 more where");
    }

    @Test
    void tellsWhatCalibrationMetAndNothingIsLessWholeForIt() {
        RunReport report = CauseFixture.report(ENTRIES, List.of(), false).noting(List.of("netty answers late"));

        String text = RunSummary.text(report, List.of(), Path.of("report.html"), Path.of("entries"));

        assertThat(text).contains("note: netty answers late").doesNotContain("not whole");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abcdef | 6 | abcdef",
                "abcdefghij | 8 | abcde...",
                "abc\\x00ghij | 10 | abc\\x00...",
                "abcd\\x00ghij | 10 | abcd...",
                "abcde\\x00ghi | 10 | abcde...",
                "abcdef\\x00gh | 10 | abcdef...",
                "abcdef\\r\\nghi | 10 | abcdef...",
                "abc\\\\\\\\\\\\ghi | 10 | abc\\\\\\\\...",
                "abcdefghij... | 9 | abcdef...",
                "abcdefghij... | 12 | abcdefghi...",
            })
    void cutsOctetsNeverInsideAnEscape(String octets, int room, String shown) {
        assertThat(RunSummary.cut(octets, room)).isEqualTo(shown).hasSizeLessThanOrEqualTo(room);
    }

    private static String text(boolean failOnAllowed) {
        List<Problem> problems = List.of(new Problem(Problem.Kind.UNCHECKED, "because"));
        return RunSummary.text(
                CauseFixture.report(ENTRIES, problems, failOnAllowed),
                List.of(),
                Path.of("report.html"),
                Path.of("entries"));
    }
}
