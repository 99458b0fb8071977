// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Jdk;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An error number of Linux, and the exception that the JDK makes of it. */
public enum Errno {
    /** Broken pipe. */
    EPIPE(32, "Broken pipe"),
    /** Connection reset by peer. */
    ECONNRESET(104, "Connection reset by peer"),
    /** Connection refused. */
    ECONNREFUSED(111, "Connection refused"),
    /** Connection timed out. */
    ETIMEDOUT(110, "Connection timed out"),
    /** Network is unreachable. */
    ENETUNREACH(101, "Network is unreachable"),
    /** No route to host. */
    EHOSTUNREACH(113, "No route to host"),
    /** Software caused connection abort. */
    ECONNABORTED(103, "Software caused connection abort"),
    /** Cannot assign requested address. */
    EADDRNOTAVAIL(99, "Cannot assign requested address"),
    /** Too many open files. */
    EMFILE(24, "Too many open files"),
    /** No such file or directory; for opening files in native children. */
    ENOENT(2, "No such file or directory"),
    /** Input/output error. */
    EIO(5, "Input/output error"),
    /** Permission denied. */
    EACCES(13, "Permission denied"),
    /** No space left on device; for opening files in native children. */
    ENOSPC(28, "No space left on device"),
    /** Read-only file system; for opening files in native children. */
    EROFS(30, "Read-only file system");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** Returns the number on Linux. */
    public int number() {
        return number;
    }

    /** Returns the text of {@code strerror}. */
    public String text() {
        return text;
    }

    /**
     * Reads a name ({@code EPIPE}) or a number ({@code 32}).
     *
     * @throws IllegalArgumentException if this library does not know it
     */
    public static Errno parse(String word) {
        String name = word.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(errno -> errno.name().equals(name)
                        || Integer.toString(errno.number).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("errno must be one of " + known() + ": " + word));
    }

    private static String known() {
        return Arrays.stream(values())
                .map(errno -> errno.name() + " (" + errno.number + ")")
                .collect(Collectors.joining(", "));
    }

    IOException connectException() {
        return connectException(text);
    }

    IOException connectException(String message) {
        return switch (this) {
            case ECONNREFUSED, ETIMEDOUT -> new ConnectException(message);
            case EHOSTUNREACH -> new NoRouteToHostException(message);
            case EADDRNOTAVAIL, EACCES -> new BindException(message);
            default -> new SocketException(message);
        };
    }

    IOException recvException() {
        return this == ECONNRESET ? Jdk.connectionReset("Connection reset") : new IOException(text);
    }

    IOException sendException() {
        return new IOException(text);
    }
}
