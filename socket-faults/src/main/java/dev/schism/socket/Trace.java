// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes injections to files, and reads them back. Thread-safe. */
final class Trace implements AutoCloseable {

    private static final String FORMAT = "schism-socket-trace";
    private static final int VERSION = 1;
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d+))");
    private static final Pattern HEADER =
            Pattern.compile("\\{\"format\":\"" + FORMAT + "\",\"version\":(\\d{1,9}),\"seed\":(-?\\d+)\\}");

    private final @Nullable Writer trace;
    private final @Nullable Writer log;

    private Trace(@Nullable Writer trace, @Nullable Writer log) {
        this.trace = trace;
        this.log = log;
    }

    static Trace open(FaultConfig config, long seed) {
        try {
            Writer trace = writer(config.traceFile());
            if (trace != null) {
                trace.write("{\"format\":\"" + FORMAT + "\",\"version\":" + VERSION + ",\"seed\":" + seed + "}\n");
                trace.flush();
            }
            return new Trace(trace, writer(config.logFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Writer writer(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return null;
        }
        try {
            return Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("trace or log file must be writable: " + file.get(), e);
        }
    }

    synchronized void write(Injection injection) throws IOException {
        if (trace != null) {
            trace.write(json(injection) + "\n");
            trace.flush();
        }
        if (log != null) {
            log.write("[" + Instant.now() + "] " + injection + "\n");
            log.flush();
        }
    }

    /** Writes the last line of the log. */
    synchronized void end(FaultStats stats) {
        try {
            if (log != null) {
                log.write("[STATS] " + stats + "\n");
                log.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (trace != null) {
                trace.close();
            }
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(Injection of) {
        return "{\"sequence\":" + of.sequence() + ",\"kind\":\"" + of.kind() + "\",\"rule\":" + of.rule()
                + ",\"host\":\"" + escape(of.host()) + "\",\"port\":" + of.port() + ",\"scope\":\""
                + escape(of.scope()) + "\",\"connection\":" + of.connection() + ",\"offset\":" + of.offset()
                + of.errno().map(errno -> ",\"errno\":\"" + errno + "\"").orElse("") + "}";
    }

    /** Returns the seed of the run that was traced. */
    static long seed(Path file) {
        return Long.parseLong(header(file, lines(file)).group(2));
    }

    /**
     * Reads a trace.
     *
     * @throws IllegalArgumentException if it is none, or of a later version
     */
    static List<Injection> read(Path file) {
        List<String> lines = lines(file);
        header(file, lines);
        List<Injection> injections = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            injections.add(parse(lines.get(i), file + ":" + (i + 1)));
        }
        return injections;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("trace to replay must be readable: " + file, e);
        }
    }

    private static Matcher header(Path file, List<String> lines) {
        Matcher header = HEADER.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!header.matches() || Integer.parseInt(header.group(1)) != VERSION) {
            throw new IllegalArgumentException("trace must start with a header of version " + VERSION + ": " + file);
        }
        return header;
    }

    static Injection parse(String line, String place) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) != null ? unescape(matcher.group(2)) : matcher.group(3));
        }
        try {
            return new Injection(
                    number(fields, "sequence"),
                    InjectionKind.valueOf(text(fields, "kind")),
                    (int) number(fields, "rule"),
                    text(fields, "host"),
                    (int) number(fields, "port"),
                    text(fields, "scope"),
                    number(fields, "connection"),
                    number(fields, "offset"),
                    Optional.ofNullable(fields.get("errno")).map(Errno::valueOf));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trace line must be an injection: " + place + ": " + line, e);
        }
    }

    private static String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field must be present: " + name);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(text(fields, name));
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescape(String text) {
        Matcher matcher = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))").matcher(text);
        return matcher.replaceAll(m -> Matcher.quoteReplacement(
                m.group(1) != null ? String.valueOf((char) Integer.parseInt(m.group(1), 16)) : m.group(2)));
    }
}
