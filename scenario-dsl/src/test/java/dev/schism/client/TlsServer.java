// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A blocking TLS server for one connection, with a certificate that nobody signed. */
final class TlsServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final SSLContext context;
    private final String[] protocols;
    private final CompletableFuture<Void> played;

    /** What the server does with its TLS socket and the TCP socket below. */
    interface Script {
        void play(SSLSocket tls, Socket tcp) throws IOException;
    }

    TlsServer(Path keys, Script script, String... protocols) throws IOException, GeneralSecurityException {
        this.protocols = protocols;
        this.context = context(keys);
        this.played = new CompletableFuture<>();
        Thread thread = new Thread(() -> serve(script), "tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private void serve(Script script) {
        try (Socket tcp = listener.accept()) {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, false);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            parameters.setProtocols(protocols.length == 0 ? parameters.getProtocols() : protocols);
            tls.setSSLParameters(parameters);
            script.play(tls, tcp);
            played.complete(null);
        } catch (IOException | RuntimeException e) {
            played.completeExceptionally(e);
        }
    }

    Endpoint endpoint(String host) {
        Endpoint tcp = Endpoint.tcp("127.0.0.1", listener.getLocalPort());
        return new Endpoint(host, tcp.port(), tcp.address(), tcp.tls());
    }

    /** Waits for the script's end and fails where it failed. */
    void join() {
        played.join();
    }

    static String readHead(SSLSocket tls) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) tls.getInputStream().read());
        }
        return head.toString();
    }

    static void write(SSLSocket tls, String text) throws IOException {
        tls.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Makes a key store with a self-signed certificate, and the certificate apart in {@code cert.pem} beside it. */
    static Path makeKeys(Path directory) throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-keystore", keys.toString());
        keytool("-exportcert", "-rfc", "-file", directory.resolve("cert.pem").toString(), "-keystore", keys.toString());
        return keys;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(List.of(arguments));
        builder.command().addAll(List.of("-alias", "k", "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (process.waitFor() != 0) {
            throw new IOException("keytool must succeed: " + output);
        }
    }
}
