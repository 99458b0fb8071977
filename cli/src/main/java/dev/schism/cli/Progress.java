// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignListener;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignProgress;
import dev.schism.fuzz.Quarantined;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.rules.Judge;
import dev.schism.servers.Side;
import dev.schism.wire.ServerIdentity;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how a campaign goes: a line that renews itself on a terminal, a line every few seconds elsewhere. */
final class Progress implements CampaignListener, AutoCloseable {

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    /**
     * The system property by which the launcher says that a terminal is listening; Java itself cannot tell reliably.
     */
    private static final String TERMINAL = "schism.terminal";

    private static final String RENEW = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Judge judge;
    private Duration nextPlain = PLAIN_INTERVAL;

    Progress(PrintWriter out, boolean terminal, Judge judge) {
        this.out = out;
        this.terminal = terminal;
        this.judge = judge;
    }

    static Progress on(PrintWriter out, CampaignOptions options, Side reference, Side target, Judge judge) {
        out.printf(
                "%s against %s (%s), seed %d%n",
                name(target.server().identity()),
                name(reference.server().identity()),
                reference.server().hosting().words(),
                options.seed());
        out.flush();
        return new Progress(out, Boolean.getBoolean(TERMINAL), judge);
    }

    static String name(ServerIdentity server) {
        return server.version().equals(ServerIdentity.UNKNOWN) ? server.name() : server.name() + " " + server.version();
    }

    @Override
    public void progressed(CampaignProgress progress) {
        if (terminal) {
            out.print(RENEW + line(progress));
            out.flush();
        } else if (progress.elapsed().compareTo(nextPlain) >= 0) {
            nextPlain = progress.elapsed().plus(PLAIN_INTERVAL);
            out.println(line(progress));
            out.flush();
        }
    }

    @Override
    public void kept(Divergence divergence) {
        print("kept %s: %s"
                .formatted(
                        divergence.signature().text(),
                        judge.judge(divergence).blame().line()));
    }

    @Override
    public void quarantined(Quarantined quarantined) {
        print("quarantined %s: showed %d times in %d"
                .formatted(quarantined.signature().text(), quarantined.shown(), quarantined.runs()));
    }

    private void print(String line) {
        out.println((terminal ? RENEW : "") + line);
        out.flush();
    }

    static String line(CampaignProgress progress) {
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %d scenarios  %.0f/s  agree %d  differ %d  inconclusive %d  kept %d  to check %d  %s left",
                progress.spent() * 100,
                progress.started(),
                progress.pairsPerSecond(),
                progress.counts().agreed(),
                progress.counts().differed(),
                progress.counts().unanswered(),
                progress.followUps().kept(),
                progress.followUps().pending(),
                seconds(progress.remaining()));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    @Override
    public void close() {
        if (terminal) {
            out.print(RENEW);
            out.flush();
        }
    }
}
