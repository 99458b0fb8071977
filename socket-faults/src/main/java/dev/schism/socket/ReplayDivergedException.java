// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** Says that a replay did not repeat its trace. */
public final class ReplayDivergedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ReplayDivergedException(String message) {
        super(message);
    }
}
