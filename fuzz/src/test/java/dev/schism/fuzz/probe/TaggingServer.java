// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Endpoint;
import dev.schism.servers.Server;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import dev.schism.wire.ServerIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Echoes requests without content; the second one on a connection meets its habit. */
final class TaggingServer implements Server {

    /** What happens to the second request. */
    enum Habit {
        /** It is answered like the first. */
        ONCE,
        /** The connection is closed. */
        CLOSING,
        /** Its target comes back with something in front. */
        ALTERED,
        /** Another target comes back. */
        REPLACED,
        /** It is passed over. */
        NEVER,
        /** It is answered twice. */
        TWICE
    }

    private final Habit habit;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TaggingServer(Habit habit, ServerSocket listening) {
        this.habit = habit;
        this.listening = listening;
    }

    static TaggingServer start(Habit habit) throws IOException {
        TaggingServer server = new TaggingServer(habit, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        server.threads.execute(server::accept);
        return server;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            int requests = 0;
            String line = in.readLine();
            while (line != null && !(requests == 1 && habit == Habit.CLOSING)) {
                List<FieldLine> fields = fields(in);
                requests++;
                String answer = requests == 1 ? echo(line, "", fields) : second(line, fields);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                line = in.readLine();
            }
        } catch (IOException e) {
            // the client has seen enough
        }
    }

    private static List<FieldLine> fields(BufferedReader in) {
        return in.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .map(parts -> new FieldLine(parts[0], parts[1]))
                .toList();
    }

    private String second(String line, List<FieldLine> fields) {
        return switch (habit) {
            case ONCE, CLOSING -> echo(line, "", fields);
            case ALTERED -> echo(line, "/altered", fields);
            case REPLACED -> echo("GET /another HTTP/1.1", "", fields);
            case NEVER -> "";
            case TWICE -> echo(line, "", fields).repeat(2);
        };
    }

    private static String echo(String line, String before, List<FieldLine> fields) {
        String[] words = (line + " no request").split(" ");
        EchoedRequest request = new EchoedRequest(
                words[0], before + words[1], words[2], fields, Octets.EMPTY, List.of(), 1, Optional.empty());
        String json = EchoJson.write(request).toLatin1();
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(json.length())
                + (words[0].equals("HEAD") ? "" : json);
    }

    @Override
    public ServerIdentity identity() {
        return new ServerIdentity("tagging", "1", ServerIdentity.NONE);
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.tcp("127.0.0.1", listening.getLocalPort());
    }

    @Override
    public int maxConnections() {
        return 16;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listening socket must be closable", e);
        }
    }
}
