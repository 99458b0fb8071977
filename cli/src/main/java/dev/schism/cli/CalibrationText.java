// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.servers.CalibrationListener;
import dev.schism.servers.Side;
import java.io.PrintWriter;
import java.util.List;

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

    /** Returns a sentence for each habit that the calibration of a side met. */
    static List<String> notes(Side side) {
        String name = side.server().identity().name();
        return side.calibration().habits().stream()
                .map(habit -> "%s %s".formatted(name, habit.text()))
                .toList();
    }
}
