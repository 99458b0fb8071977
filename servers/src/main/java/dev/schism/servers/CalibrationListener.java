// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/** Is told what a calibration does, a line for people at a time, without a line end and safe to print. */
@FunctionalInterface
public interface CalibrationListener {

    /** A listener that does nothing. */
    CalibrationListener NONE = line -> {};

    /** Takes note of what begins, or of what was met. */
    void tell(String line);
}
