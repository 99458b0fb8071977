// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trust settings for {@link Endpoint#withTls}, made for testing servers with certificates that nobody signed. Neither
 * compares the certificate's names with the endpoint's host.
 */
public final class Tls {

    private Tls() {}

    /** Returns the context that this Java runtime uses where nobody asks for another one. */
    public static SSLContext ofRuntime() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS must be available in this Java runtime: " + e.getMessage(), e);
        }
    }

    /** Returns a context that trusts every certificate: what is under test is HTTP, not the certificate. */
    public static SSLContext trustAll() {
        try {
            return context(new TrustManager[] {new TrustsAll()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS must be available in this Java runtime: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a context that trusts the certificates in a file.
     *
     * @param pem one or more X.509 certificates, PEM or DER
     * @throws IllegalArgumentException when there is none in it
     * @throws IOException when the file cannot be read
     */
    public static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException("file must hold a certificate: " + pem);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return context(factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("file must hold certificates: " + pem + ": " + e.getMessage(), e);
        }
    }

    private static SSLContext context(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], trust, null);
        return context;
    }

    /** Extends the class rather than the interface, whose implementations the runtime would wrap in checks. */
    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
