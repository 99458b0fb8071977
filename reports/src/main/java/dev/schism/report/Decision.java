// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.BaselineStatus;

/** What a run comes to. Exit code, console and every report are functions of it. */
public enum Decision {
    /** Whole, and nothing that counts is new. */
    AGREED,
    /** A cause that counts is new, or its acceptance has expired. */
    DIVERGED,
    /** There is no result: something failed, a server was lost, or nothing was compared or checked. */
    INCONCLUSIVE;

    static Decision of(RunReport report) {
        if (report.problems().stream().anyMatch(problem -> problem.kind().isFatal())) {
            return INCONCLUSIVE;
        }
        if (report.causes().stream().anyMatch(cause -> counts(report, cause))) {
            return DIVERGED;
        }
        return report.problems().isEmpty() ? AGREED : INCONCLUSIVE;
    }

    /** Tells whether a cause makes a run fail. */
    static boolean counts(RunReport report, ReportedCause cause) {
        return cause.status() != BaselineStatus.ACCEPTED && (report.failOnAllowed() || !cause.isAllowed());
    }
}
