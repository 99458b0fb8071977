// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.wire.Octets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which octets of two sequences have no counterpart in the other.
 *
 * <p>Lines are aligned by their longest common subsequence; within lines that differ, what stands between the common
 * beginning and the common end is marked.
 *
 * @param left indices of the octets on the left that differ
 * @param right indices of the octets on the right that differ
 */
record OctetDiff(BitSet left, BitSet right) {

    /** Largest table for the alignment, in cells; beyond it only beginning and end are compared. */
    static final int MAX_CELLS = 1 << 20;

    static OctetDiff between(Octets left, Octets right) {
        OctetDiff diff = new OctetDiff(new BitSet(), new BitSet());
        List<Octets> leftLines = lines(left);
        List<Octets> rightLines = lines(right);
        if ((leftLines.size() + 1L) * (rightLines.size() + 1L) > MAX_CELLS) {
            diff.mark(left, 0, right, 0);
        } else {
            diff.align(leftLines, rightLines);
        }
        return diff;
    }

    private void align(List<Octets> leftLines, List<Octets> rightLines) {
        int[][] common = commonLengths(leftLines, rightLines);
        Gap gap = new Gap();
        int i = 0;
        int j = 0;
        while (i < leftLines.size() || j < rightLines.size()) {
            if (i < leftLines.size()
                    && j < rightLines.size()
                    && leftLines.get(i).equals(rightLines.get(j))) {
                gap.close(leftLines.get(i++), rightLines.get(j++));
            } else if (j == rightLines.size() || (i < leftLines.size() && common[i + 1][j] >= common[i][j + 1])) {
                gap.left.add(leftLines.get(i++));
            } else {
                gap.right.add(rightLines.get(j++));
            }
        }
        gap.close(Octets.EMPTY, Octets.EMPTY);
    }

    /** Returns, for every pair of places, how many lines the rests from there have in common. */
    private static int[][] commonLengths(List<Octets> left, List<Octets> right) {
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                common[i][j] = left.get(i).equals(right.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Octets> lines(Octets octets) {
        List<Octets> lines = new ArrayList<>();
        int from = 0;
        while (from < octets.length()) {
            int feed = octets.indexOf('\n', from);
            int to = feed < 0 ? octets.length() : feed + 1;
            lines.add(octets.slice(from, to));
            from = to;
        }
        return lines;
    }

    private void mark(Octets a, int aOffset, Octets b, int bOffset) {
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.at(start) == b.at(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.at(a.length() - 1 - end) == b.at(b.length() - 1 - end)) {
            end++;
        }
        left.set(aOffset + start, aOffset + a.length() - end);
        right.set(bOffset + start, bOffset + b.length() - end);
    }

    /** Lines on both sides, one after the other, that have no counterpart. */
    private final class Gap {
        private final List<Octets> left = new ArrayList<>();
        private final List<Octets> right = new ArrayList<>();
        private int leftOffset;
        private int rightOffset;

        private void close(Octets nextLeft, Octets nextRight) {
            Octets a = Octets.concat(left);
            Octets b = Octets.concat(right);
            mark(a, leftOffset, b, rightOffset);
            leftOffset += a.length() + nextLeft.length();
            rightOffset += b.length() + nextRight.length();
            left.clear();
            right.clear();
        }
    }
}
