// SPDX-License-Identifier: Apache-2.0
/** Is it fast, side by side with what a user would pick instead? Programs, not tests: {@code benchmarks/run}. */
@NullMarked
package dev.schism.bench;

import org.jspecify.annotations.NullMarked;
