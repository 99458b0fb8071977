// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.BaselineStatus;

/**
 * How many causes a report has; every cause is in exactly one number.
 *
 * @param fresh causes that count and of which the baseline says nothing
 * @param expired causes that count and whose acceptance has expired
 * @param accepted causes that the baseline accepts
 * @param allowed causes that do not count, since the text leaves the choice
 */
public record CauseCounts(long fresh, long expired, long accepted, long allowed) {

    static CauseCounts of(RunReport report) {
        long fresh = 0;
        long expired = 0;
        long accepted = 0;
        long allowed = 0;
        for (ReportedCause cause : report.causes()) {
            switch (cause.status()) {
                case ACCEPTED -> accepted++;
                case NEW, EXPIRED -> {
                    if (!Decision.counts(report, cause)) {
                        allowed++;
                    } else if (cause.status() == BaselineStatus.NEW) {
                        fresh++;
                    } else {
                        expired++;
                    }
                }
            }
        }
        return new CauseCounts(fresh, expired, accepted, allowed);
    }

    /** Returns the number of causes that make a run fail. */
    public long counting() {
        return fresh + expired;
    }

    /** Returns all of it in one line. */
    public String line() {
        return "%d new, %d expired, %d accepted, %d where the text leaves the choice"
                .formatted(fresh, expired, accepted, allowed);
    }
}
