// SPDX-License-Identifier: Apache-2.0
/** What did we find, and does it still happen? Entries on disk, replay and the baseline. */
@NullMarked
package dev.schism.corpus;

import org.jspecify.annotations.NullMarked;
