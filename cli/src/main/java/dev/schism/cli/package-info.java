// SPDX-License-Identifier: Apache-2.0
/** The command {@code schism}: wiring and exit codes, no logic. */
@NullMarked
package dev.schism.cli;

import org.jspecify.annotations.NullMarked;
