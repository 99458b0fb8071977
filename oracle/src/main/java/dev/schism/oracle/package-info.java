// SPDX-License-Identifier: Apache-2.0
/**
 * Do two sides agree, and who is right? Normalises, categorises and compares observations.
 *
 * <p>Pure functions: no sockets, no clock, no files. Start with {@link dev.schism.oracle.Oracle#compare}.
 */
@NullMarked
package dev.schism.oracle;

import org.jspecify.annotations.NullMarked;
