// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.ServerIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The nginx program of this machine.
 *
 * @param path the program
 * @param version its version, such as {@code 1.28.0}; {@code unknown} where it does not tell
 */
public record NginxExecutable(Path path, String version) {

    /** Where distributions put it, which is often not on the PATH of an ordinary user. */
    private static final List<String> USUAL_PLACES =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    private static final Pattern VERSION = Pattern.compile("nginx/(\\S+)");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final long VERSION_TIMEOUT_SECONDS = 5;

    /** Looks for nginx on the PATH and in the usual places; empty where there is none. */
    public static Optional<NginxExecutable> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return find(Stream.concat(Arrays.stream(path.split(File.pathSeparator)), USUAL_PLACES.stream())
                .toList());
    }

    static Optional<NginxExecutable> find(List<String> directories) {
        return directories.stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "nginx"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new NginxExecutable(file, versionOf(file)));
    }

    /** Tells whether it understands {@code -e}, which keeps it from opening the machine's own error log first. */
    boolean hasErrorLogOption() {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int[] since = {1, 19, 5};
        int[] actual = {
            Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(3))
        };
        return Arrays.compare(actual, since) >= 0;
    }

    private static String versionOf(Path file) {
        try {
            Process process = new ProcessBuilder(file.toString(), "-v")
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            if (!process.waitFor(VERSION_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return ServerIdentity.UNKNOWN;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            Matcher version = VERSION.matcher(said);
            return version.find() ? version.group(1) : ServerIdentity.UNKNOWN;
        } catch (IOException e) {
            return ServerIdentity.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ServerIdentity.UNKNOWN;
        }
    }
}
