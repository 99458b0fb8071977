// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** One key for localhost, made with the JDK's own tool, and who trusts it. */
final class TlsFixture {

    private static final String PASSWORD = "changeit";

    private final SSLContext context;
    private final X509TrustManager trust;

    private TlsFixture(SSLContext context, X509TrustManager trust) {
        this.context = context;
        this.trust = trust;
    }

    /** Keeps the one instance. */
    private static final class Holder {
        static final TlsFixture MADE = make();
    }

    static SSLContext context() {
        return Holder.MADE.context;
    }

    static X509TrustManager trust() {
        return Holder.MADE.trust;
    }

    static HttpFixture server() throws IOException {
        return new HttpFixture(
                context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    }

    private static TlsFixture make() {
        try {
            Path folder = Files.createTempDirectory("socket-faults-tls");
            try {
                return of(keys(folder.resolve("store")));
            } finally {
                Files.deleteIfExists(folder.resolve("store"));
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keys(Path store) throws IOException, GeneralSecurityException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process keytool = new ProcessBuilder((tool + " -genkeypair -alias localhost -keyalg EC -dname CN=localhost"
                                + " -ext san=dns:localhost,ip:127.0.0.1 -validity 2 -storetype PKCS12 -keystore "
                                + store + " -storepass " + PASSWORD)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool must make a key");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static TlsFixture of(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return new TlsFixture(context, (X509TrustManager) trusted.getTrustManagers()[0]);
    }
}
