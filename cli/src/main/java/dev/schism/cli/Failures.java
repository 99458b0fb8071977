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
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof IllegalArgumentException || failure instanceof BaselineException) {
            command.getErr().println("schism: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (isEnvironment(failure)) {
            command.getErr().println("schism: " + failure.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
        throw failure;
    }

    private static boolean isEnvironment(Exception failure) {
        return failure instanceof ServerUnavailableException
                || failure instanceof CorpusException
                || failure instanceof ReportException
                || failure instanceof ProductionException
                || failure instanceof IOException;
    }
}
