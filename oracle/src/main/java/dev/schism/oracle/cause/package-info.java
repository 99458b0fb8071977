// SPDX-License-Identifier: Apache-2.0
/**
 * Why two sides differ: who departs, by which rule, how it shows and what it takes. Pure functions of divergences that
 * were judged; {@link dev.schism.oracle.cause.Cause} is the entry point.
 */
@NullMarked
package dev.schism.oracle.cause;

import org.jspecify.annotations.NullMarked;
