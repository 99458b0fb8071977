// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code schism}. */
@Command(
        name = "schism",
        description = "Finds where two HTTP/1.1 implementations disagree.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            ProbeCommand.class,
            SendCommand.class,
            ReportCommand.class,
            DoctorCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  no new cause that counts",
            "  1  a cause that counts is new, or its acceptance has expired",
            "  2  wrong words on the command line",
            "  3  no whole result: a server was lost, checks are pending, something failed"
        })
public final class Schism implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Schism() {}

    /** Runs the command line and ends the JVM with its exit code. */
    public static void main(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = execute(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return execute(new CommandLine(new Schism()), out, err, arguments);
    }

    /** Runs a command line; whatever happens, there is an exit code, and nothing of others steers a terminal. */
    static int execute(CommandLine command, PrintWriter out, PrintWriter err, String... arguments) {
        PrintWriter safeOut = new ConsoleWriter(out);
        PrintWriter safeErr = new ConsoleWriter(err);
        try {
            return command.setOut(safeOut)
                    .setErr(safeErr)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionExceptionHandler(new Failures())
                    .execute(arguments);
        } catch (Error e) {
            // The exit code of a JVM that an error ends is that of a divergence.
            return Failures.internal(e, command, command.getParseResult());
        } finally {
            safeOut.flush();
            safeErr.flush();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given");
    }
}
