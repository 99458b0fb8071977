// SPDX-License-Identifier: Apache-2.0
/**
 * What did we find, and does it still happen? Entries on disk, replay and the baseline.
 *
 * <p>Start with {@link dev.schism.corpus.Corpus#open}, which saves and reads entries so that a killed process loses
 * none. {@link dev.schism.corpus.Replay} compares an entry with a fresh result, {@link dev.schism.corpus.Baseline}
 * tells which divergences are accepted, and until when.
 */
@NullMarked
package dev.schism.corpus;

import org.jspecify.annotations.NullMarked;
