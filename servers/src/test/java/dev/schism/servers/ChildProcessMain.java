// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a child process, tells its id and ends when its standard input does, without closing anything. */
final class ChildProcessMain {

    private ChildProcessMain() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        ChildProcess child = ChildProcess.start(List.of("sleep", "600"), directory.resolve("sleep.out"), directory);
        System.out.println(child.pid());
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }
}
