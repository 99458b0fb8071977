// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line in this JVM and keeps what it printed. */
record CommandLineFixture(int code, String out, String err) {

    static CommandLineFixture schism(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out, true);
        PrintWriter errWriter = new PrintWriter(err, true);
        int code = Schism.execute(outWriter, errWriter, arguments);
        outWriter.flush();
        errWriter.flush();
        return new CommandLineFixture(code, out.toString(), err.toString());
    }
}
