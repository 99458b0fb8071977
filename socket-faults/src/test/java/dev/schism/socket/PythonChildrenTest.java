// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Python programs through the preloaded library: what the original could do only to Python, and less. */
@Timeout(120)
class PythonChildrenTest {

    @TempDir
    Path folder;

    private HttpFixture server;
    private Children children;

    @BeforeEach
    void start() throws IOException {
        Required.programs("python3");
        server = new HttpFixture();
        children = new Children(folder);
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private FaultOptions faults() {
        return FaultConfig.builder().seed(7).targetPorts(server.port()).statsFile(children.statsFile());
    }

    /** Runs a script whose names {@code url} and {@code port} are set. */
    private String python(FaultOptions faults, String... lines) throws Exception {
        Path script = folder.resolve("script.py");
        String start = "url = '%s'%nport = %d%n".formatted(server.url(100_000), server.port());
        Files.writeString(script, start + String.join("\n", lines) + "\n");
        return children.run(faults, "python3", script.toString()).output().strip();
    }

    @Test
    void urllibReadsShortAndLosesNothing() throws Exception {
        String output = python(
                faults().recvShortRate(0.8),
                "import urllib.request",
                "body = urllib.request.urlopen(url, timeout=10).read()",
                "print(len(body), body == bytes((i * 31 + (i >> 8)) % 256 for i in range(100000)))");

        assertThat(output).isEqualTo("100000 True");
        assertThat(children.stats().shortReads()).isGreaterThan(5);
    }

    @Test
    void httpClientSeesTheErrorNumbers() throws Exception {
        String[] script = {
            "import http.client, socket",
            "try:",
            "    c = http.client.HTTPConnection('127.0.0.1', port, timeout=10)",
            "    c.request('GET', '/100')",
            "    print(len(c.getresponse().read()))",
            "except OSError as e:",
            "    print(type(e).__name__, e.errno)"
        };

        assertThat(python(faults(), script)).isEqualTo("100");
        assertThat(python(faults().connectFailRate(1).connectErrno(Errno.ECONNREFUSED), script))
                .isEqualTo("ConnectionRefusedError 111");
        assertThat(python(faults().connectFailRate(1), script)).isEqualTo("TimeoutError 110");
        assertThat(python(faults().sendFailRate(1), script)).isEqualTo("BrokenPipeError 32");
        assertThat(python(faults().recvFailRate(1), script)).isEqualTo("ConnectionResetError 104");
        assertThat(children.stats().recvFailures()).isOne();
    }

    @Test
    void rawSocketStaysDeadAfterAReset() throws Exception {
        String output = python(
                faults().recvFailRate(1),
                "import socket",
                "s = socket.create_connection(('127.0.0.1', port), timeout=10)",
                "s.sendall(b'GET /10 HTTP/1.1\\r\\n\\r\\n')",
                "for i in range(2):",
                "    try:",
                "        s.recv(10)",
                "    except ConnectionResetError as e:",
                "        print('reset')",
                "try:",
                "    s.send(b'x')",
                "except BrokenPipeError:",
                "    print('pipe')");

        assertThat(output.lines()).containsExactly("reset", "reset", "pipe");
        assertThat(children.stats().recvFailures()).isOne();
        assertThat(children.stats().recvAttempts()).isEqualTo(2);
    }

    @Test
    void onlyTcpIsTouched() throws Exception {
        String output = python(
                FaultInjector.fullChaos()
                        .connectFailRate(1)
                        .sendFailRate(1)
                        .recvFailRate(1)
                        .statsFile(children.statsFile()),
                "import socket",
                "a = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); a.bind(('127.0.0.1', 0))",
                "b = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); b.connect(a.getsockname())",
                "b.send(b'udp'); print(a.recv(9).decode())",
                "c, d = socket.socketpair(); c.sendall(b'unix'); print(d.recv(9).decode())",
                "l = socket.socket(socket.AF_UNIX); l.bind('" + folder.resolve("sock") + "'); l.listen()",
                "e = socket.socket(socket.AF_UNIX); e.connect('" + folder.resolve("sock") + "')",
                "f = l.accept()[0]; f.sendall(b'path'); print(e.recv(9).decode())");

        assertThat(output.lines()).containsExactly("udp", "unix", "path");
        assertThat(children.stats().connectAttempts()).isZero();
        assertThat(children.stats().injected()).isZero();
    }

    @Test
    void targetsAreNamesAsGiven() throws Exception {
        String[] script = {
            "import socket",
            "for host in ('localhost', '127.0.0.1'):",
            "    try:",
            "        socket.create_connection((host, port), timeout=10).close()",
            "        print(host)",
            "    except OSError as e:",
            "        print(e.errno)"
        };

        for (String host : new String[] {"localhost", "LOCAL*"}) {
            FaultOptions faults = FaultConfig.builder()
                    .connectFailRate(1)
                    .connectErrno(Errno.ENETUNREACH)
                    .statsFile(children.statsFile())
                    .targetHosts(host);
            // An address counts under every name that the program asked for and that led to it.
            assertThat(python(faults, script).lines().findFirst()).as(host).hasValue("101");
            assertThat(children.stats().target("localhost:" + server.port()).connectFailures())
                    .as(host)
                    .isPositive();
        }
        assertThat(python(faults().targetHosts("other"), script).lines()).containsExactly("localhost", "127.0.0.1");
    }

    @Test
    void latencyIsPerAnswer() throws Exception {
        String output = python(
                faults().latency(Duration.ofMillis(300)).recvShortRate(1),
                "import time, urllib.request",
                "start = time.monotonic()",
                "body = urllib.request.urlopen(url, timeout=10).read()",
                "took = time.monotonic() - start",
                "print(len(body), 0.3 <= took < 5)");

        assertThat(output).isEqualTo("100000 True");
    }

    @Test
    void forkedProcessesCountForThemselves() throws Exception {
        String output = python(
                faults(),
                "import os, urllib.request",
                "urllib.request.urlopen(url).read()",
                "child = os.fork()",
                "urllib.request.urlopen(url).read()",
                "if child == 0:",
                "    os._exit(0)",
                "os.waitpid(child, 0)",
                "print('done')");

        assertThat(output).isEqualTo("done");
        assertThat(children.stats().connectAttempts()).isEqualTo(3);
    }
}
