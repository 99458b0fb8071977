// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.BaselineException;
import dev.schism.corpus.CorpusException;
import dev.schism.report.ReportException;
import dev.schism.servers.ServerUnavailableException;
import java.io.IOException;
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
        InternalErrors errors = InternalErrors.beside(CorpusOptions.USUAL_CORPUS, "schism " + parsed.originalArgs());
        boolean written = errors.write("internal error", failure);
        command.getErr().println("schism: internal error: " + failure);
        if (written) {
            command.getErr().println("schism: the stack is in " + errors.file() + "; please report it");
        } else {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.INCONCLUSIVE;
    }

    private static boolean isEnvironment(Exception failure) {
        return failure instanceof ServerUnavailableException
                || failure instanceof CorpusException
                || failure instanceof ReportException
                || failure instanceof ProductionException
                || failure instanceof IOException;
    }
}
