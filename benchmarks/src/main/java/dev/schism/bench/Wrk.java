// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}, one connection a request: what a user would pick to load a server. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern BROKEN = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private Wrk() {}

    /** Returns the requests answered in a second by a server on loopback. */
    static double rate(int port, String path, Duration duration) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "wrk",
                        "-t2",
                        "-c64",
                        "-d" + duration.toSeconds() + "s",
                        "-H",
                        "Connection: close",
                        "http://127.0.0.1:" + port + path)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk must succeed: " + output);
        }
        return parse(output);
    }

    static double parse(String output) {
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalArgumentException("output must have a line Requests/sec: " + output);
        }
        Matcher broken = BROKEN.matcher(output);
        if (broken.find()) {
            throw new IllegalArgumentException("responses must be 2xx or 3xx: " + broken.group(1) + " were not");
        }
        return Double.parseDouble(rate.group(1));
    }
}
