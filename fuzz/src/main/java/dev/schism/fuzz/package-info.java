// SPDX-License-Identifier: Apache-2.0
/** What shall we try next? A grammar over choices, jqwik arbitraries, the campaign engine and shrinking. */
@NullMarked
package dev.schism.fuzz;

import org.jspecify.annotations.NullMarked;
