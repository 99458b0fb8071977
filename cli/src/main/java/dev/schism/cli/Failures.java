// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.BaselineException;
import dev.schism.corpus.CorpusException;
import dev.schism.report.ReportException;
import dev.schism.servers.ServerUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException || failure instanceof BaselineException) {
            command.getErr().println("schism: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (isEnvironment(failure)) {
            command.getErr().println("schism: " + failure.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
        return internal(failure, command, parsed);
    }

    /** Keeps what failed beside the corpus and says so in one line. */
    static int internal(Throwable failure, CommandLine command, @Nullable ParseResult parsed) {
        InternalErrors errors = InternalErrors.beside(corpus(parsed), words(parsed));
        boolean written = errors.write("internal error", failure);
        if (written) {
            command.getErr()
                    .println("schism: internal error: %s; see %s, and please report it"
                            .formatted(failure, errors.file()));
        } else {
            command.getErr().println("schism: internal error: " + failure);
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.INCONCLUSIVE;
    }

    private static String words(@Nullable ParseResult parsed) {
        return parsed == null ? "schism" : "schism " + String.join(" ", parsed.originalArgs());
    }

    /** Returns the corpus that the words name, also those of a subcommand. */
    private static Path corpus(@Nullable ParseResult parsed) {
        ParseResult last = parsed;
        while (last != null && last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last == null
                ? CorpusOptions.USUAL_CORPUS
                : last.matchedOptionValue("--corpus", CorpusOptions.USUAL_CORPUS);
    }

    private static boolean isEnvironment(Exception failure) {
        return failure instanceof ServerUnavailableException
                || failure instanceof CorpusException
                || failure instanceof ReportException
                || failure instanceof ProductionException
                || failure instanceof IOException;
    }
}
