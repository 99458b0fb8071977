// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignError;
import dev.schism.fuzz.CampaignListener;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignProgress;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.servers.Side;
import dev.schism.wire.ServerIdentity;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how a campaign goes: one line that renews itself on a terminal, a line every few seconds elsewhere. Scenarios
 * and checks are two phases, each with a total of its own; neither number goes back.
 */
final class Progress implements CampaignListener, AutoCloseable {

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    /** Internal errors that have a line of their own; the file has all of them. */
    static final int MAX_ERRORS_SHOWN = 5;
    /**
     * The system property by which the launcher says that a terminal is listening; Java itself cannot tell reliably.
     */
    private static final String TERMINAL = "schism.terminal";

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean quiet;
    private final InternalErrors errors;
    private Duration nextPlain = PLAIN_INTERVAL;
    private long causes;
    private long failed;

    Progress(PrintWriter out, boolean terminal, boolean quiet, InternalErrors errors) {
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
        this.errors = errors;
    }

    static Progress on(
            PrintWriter out,
            boolean quiet,
            InternalErrors errors,
            CampaignOptions options,
            Side reference,
            Side target) {
        Progress progress = new Progress(out, Boolean.getBoolean(TERMINAL), quiet, errors);
        progress.say("%s against %s (%s), seed %d"
                .formatted(
                        name(target.server().identity()),
                        name(reference.server().identity()),
                        reference.server().hosting().words(),
                        options.seed()));
        return progress;
    }

    static String name(ServerIdentity server) {
        return server.version().equals(ServerIdentity.UNKNOWN) ? server.name() : server.name() + " " + server.version();
    }

    @Override
    public void progressed(CampaignProgress progress) {
        if (quiet) {
            return;
        }
        if (terminal) {
            ConsoleWriter.renew(out);
            out.print(line(progress));
            out.flush();
        } else if (progress.elapsed().compareTo(nextPlain) >= 0) {
            nextPlain = progress.elapsed().plus(PLAIN_INTERVAL);
            out.println(line(progress));
            out.flush();
        }
    }

    @Override
    public void kept(JudgedDivergence found) {
        causes++;
    }

    @Override
    public void failed(CampaignError error) {
        errors.write(error.line(), error.failure());
        failed++;
        if (failed <= MAX_ERRORS_SHOWN) {
            say("schism: " + error.line() + "; see " + errors.file());
        }
    }

    private void say(String line) {
        if (!quiet) {
            if (terminal) {
                ConsoleWriter.renew(out);
            }
            out.println(line);
            out.flush();
        }
    }

    String line(CampaignProgress progress) {
        long looked = progress.followUps().looked();
        return String.format(
                Locale.ROOT,
                "scenarios %3.0f %% (%d, %d differ), checks %d of %d, kept %d%s",
                progress.spent() * 100,
                progress.started(),
                progress.counts().differed(),
                looked,
                looked + progress.followUps().pending(),
                causes,
                progress.spent() < 1 ? ", " + progress.remaining().toSeconds() + " s of scenarios left" : "");
    }

    @Override
    public void close() {
        if (terminal && !quiet) {
            ConsoleWriter.renew(out);
            out.flush();
        }
    }
}
