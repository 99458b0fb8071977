// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Uses two copies of this library at once, each with a target of its own, and prints what became of connects. */
public final class CopiesMain {

    private CopiesMain() {}

    public static void main(String[] arguments) throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try (ServerSocket mine = listener();
                ServerSocket others = listener();
                ServerSocket nobodys = listener();
                URLClassLoader loader =
                        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            List<ServerSocket> all = List.of(mine, others, nobodys);
            try (AutoCloseable first = arm(mine.getLocalPort(), "ECONNREFUSED");
                    AutoCloseable second = (AutoCloseable) loader.loadClass(CopiesMain.class.getName())
                            .getMethod("arm", int.class, String.class)
                            .invoke(null, others.getLocalPort(), "ETIMEDOUT")) {
                print(all);
                System.out.println(first.getClass() == second.getClass() ? "one copy" : "two copies");
                System.out.println(first.getClass().getMethod("stats").invoke(first));
                System.out.println(second.getClass().getMethod("stats").invoke(second));
            }
            print(all);
        }
    }

    /** Lets connects to a port fail. */
    public static AutoCloseable arm(int port, String errno) {
        return FaultInjector.builder()
                .logInjections(false)
                .targetPorts(port)
                .connectFailRate(1)
                .connectErrno(Errno.parse(errno))
                .start();
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static void print(List<ServerSocket> listeners) {
        for (ServerSocket listener : listeners) {
            try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                System.out.println(socket.isConnected() ? "connected" : "not connected");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
