// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.servers.CalibrationListener;
import java.io.PrintWriter;

/** Says what a calibration does, so that nobody waits without a word. */
final class CalibrationText {

    private CalibrationText() {}

    /** Returns a listener that prints each line at once. */
    static CalibrationListener on(PrintWriter out) {
        return line -> {
            out.println(line);
            out.flush();
        };
    }
}
