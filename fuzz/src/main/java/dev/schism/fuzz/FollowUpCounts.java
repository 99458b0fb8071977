// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * What became of the scenarios in which the sides differ.
 *
 * @param kept divergences kept
 * @param explained scenarios that a known cause explains, or several of which each is found in a simpler scenario
 * @param repeated scenarios that look like enough others before, not looked at again
 * @param quarantined scenarios whose difference did not repeat
 * @param unanswered scenarios whose repetitions gave no answer, because a server was down
 * @param failed scenarios that an internal error kept from being looked at
 * @param pending scenarios still to be confirmed or shrunk; at the end those that the grace time left no room for
 * @param looked scenarios that were looked at, whatever came of it
 */
public record FollowUpCounts(
        long kept,
        long explained,
        long repeated,
        long quarantined,
        long unanswered,
        long failed,
        long pending,
        long looked) {}
