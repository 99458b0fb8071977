// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the cells that held, and keeps them as {@code target/socket-faults/NAME-JDK.txt} to be quoted. */
final class Report {

    private final String name;
    private final Map<String, AtomicInteger> rows = new ConcurrentSkipListMap<>();
    private final AtomicInteger total = new AtomicInteger();

    Report(String name) {
        this.name = name;
    }

    void same(String row, Transport.Cell cell) {
        rows.computeIfAbsent(row, key -> new AtomicInteger()).incrementAndGet();
        rows.computeIfAbsent("client " + cell, key -> new AtomicInteger()).incrementAndGet();
        total.incrementAndGet();
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        rows.forEach((row, count) -> text.append("%6d  %s%n".formatted(count.get(), row)));
        text.append("%6d  cells held on JDK %d%n"
                .formatted(total.get(), Runtime.version().feature()));
        Path folder = Files.createDirectories(Path.of("target", "socket-faults"));
        Files.writeString(folder.resolve(name + "-" + Runtime.version().feature() + ".txt"), text);
    }
}
