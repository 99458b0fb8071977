// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/**
 * Prints how each client reports what the kernel itself says, one line {@code UNREACHABLE<tab>CELL<tab>CHAIN} each.
 * Runs in a network namespace, without any of this library's main classes.
 */
final class UnreachableMain {

    private static final int FILLING_TIMEOUT_MILLIS = 200;

    private UnreachableMain() {}

    public static void main(String[] arguments) throws Exception {
        // Before the threads start: parts of the JDK wait for each other where TLS is first used on several at once.
        SSLContext.getDefault();
        TlsFixture.context();
        ServerSocket busy = new ServerSocket(Unreachable.TIMED_OUT.port(), 1);
        List<Socket> fillers = fill(busy);
        ExecutorService pool = Executors.newCachedThreadPool();
        for (Unreachable where : Unreachable.values()) {
            if (where == Unreachable.NO_LOCAL_PORT) {
                fillers.addAll(takeTheOnlyPort());
            }
            List<Future<String>> lines = new ArrayList<>();
            for (Transport.Cell cell : Transport.Cell.all().toList()) {
                lines.add(pool.submit(() -> where + "\t" + cell + "\t" + Chain.of(cell, where.call())));
            }
            for (Future<String> line : lines) {
                System.out.println(line.get());
            }
        }
        // Reachable to the end: a collected socket is a closed one.
        System.exit(busy.isClosed() || fillers.stream().anyMatch(Socket::isClosed) ? 1 : 0);
    }

    /** Fills the queue of connections that nobody accepts. */
    private static List<Socket> fill(ServerSocket listener) throws IOException {
        List<Socket> fillers = new ArrayList<>();
        while (true) {
            Socket filler = new Socket();
            try {
                filler.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()), FILLING_TIMEOUT_MILLIS);
                fillers.add(filler);
            } catch (SocketTimeoutException e) {
                filler.close();
                return fillers;
            }
        }
    }

    private static List<Socket> takeTheOnlyPort() throws IOException {
        ServerSocket listener = new ServerSocket(Unreachable.NO_LOCAL_PORT.port(), 50);
        Files.writeString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"), "40000 40000\n");
        Socket taking = new Socket("127.0.0.1", listener.getLocalPort());
        return List.of(taking, listener.accept());
    }
}
