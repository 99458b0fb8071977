// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.Budget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a run goes on: a count or a time. */
final class BudgetOptions {

    /** Scenarios of a run that does not say how many. */
    static final long COUNT = 2000;

    @Option(names = "--count", paramLabel = "N", description = "number of scenarios (default: " + COUNT + ")")
    private @Nullable Long count;

    @Option(
            names = "--time",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "time for new scenarios, such as 60s or 10m")
    private @Nullable Duration time;

    Budget budget() {
        return time != null ? new Budget.Time(time) : new Budget.Count(count == null ? COUNT : count);
    }
}
