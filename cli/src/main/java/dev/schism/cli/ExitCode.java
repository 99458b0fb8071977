// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.report.Decision;

/** The exit codes of {@code schism}; documented in the README and in each command's help. */
final class ExitCode {

    /** No new divergence. */
    static final int AGREED = 0;

    /** New divergences, or expired baseline entries. */
    static final int DIVERGED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** No result: inconclusive, or the environment is at fault. */
    static final int INCONCLUSIVE = 3;

    private ExitCode() {}

    /** Returns the code of what a run comes to. */
    static int of(Decision decision) {
        return switch (decision) {
            case AGREED -> AGREED;
            case DIVERGED -> DIVERGED;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
