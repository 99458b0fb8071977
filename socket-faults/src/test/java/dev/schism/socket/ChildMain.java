// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** What a child JVM runs: one request, and a word about how it ended. */
final class ChildMain {

    private static final int OCTETS = 20_000;

    private ChildMain() {}

    public static void main(String[] arguments) {
        try {
            byte[] body =
                    RawClients.socket("127.0.0.1", Integer.parseInt(arguments[0]), OCTETS, Duration.ofSeconds(10));
            boolean whole = Arrays.equals(body, HttpFixture.body(OCTETS));
            System.out.println("body of " + body.length + (whole ? " whole" : " broken"));
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
