// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What a test of native children needs of the machine: where it is missing the test is skipped with the reason, or
 * fails where {@value #VARIABLE} is {@code true}.
 */
final class RequiredPrograms {

    static final String VARIABLE = "SCHISM_REQUIRE_NATIVE";

    private RequiredPrograms() {}

    /** Goes on where the C compiler and these programs are on the path. */
    static void programs(String... names) {
        require("cc");
        for (String name : names) {
            require(name);
        }
    }

    private static void require(String name) {
        boolean there = Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (there) {
            return;
        }
        if (Boolean.parseBoolean(System.getenv(VARIABLE))) {
            fail("%s=true, but %s is not installed", VARIABLE, name);
        }
        abort(name + " is not installed");
    }
}
