// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.servers.Availability;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is there and what to do about what is not. */
@Command(
        name = "doctor",
        description = "Tells what is there (Java, Docker, nginx), and what to do about what is not.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:schism run can do its job", "2:usage", "3:something it needs is missing"})
final class DoctorCommand implements Callable<Integer> {

    private static final int OLDEST_JAVA = 17;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    /** One thing looked at; {@code missing} says what to do where it is not there. */
    private record Check(String name, String found, Optional<String> missing) {}

    @Override
    public Integer call() throws IOException {
        Check java = java();
        Check docker = new Check("docker", "an engine answers", Availability.missingDocker());
        Check nginx = new Check("nginx", "an nginx is installed", Availability.missingNginx());
        List<Check> checks = List.of(java, docker, nginx);
        boolean ready = java.missing().isEmpty();
        boolean hasNginx = docker.missing().isEmpty() || nginx.missing().isEmpty();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(checks, ready));
        } else {
            checks.forEach(check -> print(out, check));
            out.println(summary(ready, hasNginx));
        }
        return ready ? ExitCode.AGREED : ExitCode.INCONCLUSIVE;
    }

    private static String summary(boolean ready, boolean hasNginx) {
        if (!ready) {
            return "schism run needs Java; see what is missing above";
        }
        return hasNginx
                ? "schism run can do its job"
                : "schism run can do its job with the embedded reference; nginx is recommended, see above";
    }

    private static Check java() {
        String found = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
        Optional<String> missing = Runtime.version().feature() >= OLDEST_JAVA
                ? Optional.empty()
                : Optional.of("java must be version %d or later: %s".formatted(OLDEST_JAVA, found));
        return new Check("java", found, missing);
    }

    private static void print(PrintWriter out, Check check) {
        out.printf("%-7s %s  %s%n", check.name(), check.missing().isEmpty() ? "ok " : "-- ", detail(check));
    }

    private static String detail(Check check) {
        return check.missing()
                .map(text -> text.replace("\n", "\n             "))
                .orElse(check.found());
    }

    private static String toJson(List<Check> checks, boolean ready) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("ready", ready);
        ArrayNode array = root.putArray("checks");
        for (Check check : checks) {
            array.addObject()
                    .put("name", check.name())
                    .put("ok", check.missing().isEmpty())
                    .put("detail", check.missing().orElse(check.found()));
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
