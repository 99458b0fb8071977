// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * What became of the scenarios in which the sides differ.
 *
 * @param kept divergences kept, one a signature
 * @param explained scenarios whose difference a kept divergence explains: the same difference with no further trait
 * @param repeated scenarios with a signature that enough others had before, not looked at again
 * @param quarantined scenarios whose difference did not repeat
 * @param unanswered scenarios whose repetitions gave no answer, because a server was down
 * @param pending scenarios still to be confirmed or shrunk; at the end those that the grace time left no room for
 */
public record FollowUpCounts(
        long kept, long explained, long repeated, long quarantined, long unanswered, long pending) {}
