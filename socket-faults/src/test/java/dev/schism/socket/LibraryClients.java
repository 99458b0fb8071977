// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** The HTTP clients of the JDK and of other projects, as a program would use them. */
final class LibraryClients {

    private LibraryClients() {}

    static byte[] httpUrlConnection(Call call) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(call.url()).toURL().openConnection();
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(call.tls().orElseThrow().getSocketFactory());
        }
        connection.setConnectTimeout((int) call.timeout().toMillis());
        connection.setReadTimeout((int) call.timeout().toMillis());
        connection.setRequestProperty("Connection", "close");
        if (call.post()) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(call.upload());
            try (OutputStream out = connection.getOutputStream()) {
                out.write(call.body());
            }
        }
        return connection.getInputStream().readAllBytes();
    }

    static byte[] httpClient(Call call) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(call.timeout());
        call.tls().ifPresent(builder::sslContext);
        if (call.virtual()) {
            builder.executor(Client::virtualThread);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url())).timeout(call.timeout());
        if (call.post()) {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
        }
        return Client.of(
                        builder.build().sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray()),
                        call.timeout())
                .body();
    }

    static byte[] okHttp(Call call) throws IOException {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(call.timeout())
                .readTimeout(call.timeout())
                .retryOnConnectionFailure(false);
        call.tls().ifPresent(tls -> builder.sslSocketFactory(tls.getSocketFactory(), TlsFixture.trust()));
        OkHttpClient client = builder.build();
        Request.Builder request = new Request.Builder().url(call.url());
        if (call.post()) {
            request.post(RequestBody.create(call.body(), MediaType.get("application/octet-stream")));
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return response.body().bytes();
        } finally {
            client.connectionPool().evictAll();
        }
    }

    static byte[] apache(Call call) throws IOException {
        PoolingHttpClientConnectionManagerBuilder connections =
                PoolingHttpClientConnectionManagerBuilder.create().setDefaultConnectionConfig(config(call.timeout()));
        call.tls().ifPresent(tls -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(connections.build())
                .disableAutomaticRetries()
                .build()) {
            ClassicRequestBuilder request =
                    call.post() ? ClassicRequestBuilder.post(call.url()) : ClassicRequestBuilder.get(call.url());
            if (call.post()) {
                request.setEntity(call.body(), ContentType.APPLICATION_OCTET_STREAM);
            }
            return client.execute(request.build(), r -> EntityUtils.toByteArray(r.getEntity()));
        }
    }

    static byte[] apacheAsync(Call call) throws IOException {
        try (CloseableHttpAsyncClient client = asyncClient(call)) {
            client.start();
            SimpleRequestBuilder request =
                    call.post() ? SimpleRequestBuilder.post(call.url()) : SimpleRequestBuilder.get(call.url());
            if (call.post()) {
                request.setBody(call.body(), ContentType.APPLICATION_OCTET_STREAM);
            }
            CompletableFuture<byte[]> body = new CompletableFuture<>();
            client.execute(request.build(), new FutureCallback<>() {
                @Override
                public void completed(SimpleHttpResponse response) {
                    body.complete(response.getBodyBytes());
                }

                @Override
                public void failed(Exception e) {
                    body.completeExceptionally(e);
                }

                @Override
                public void cancelled() {
                    body.cancel(true);
                }
            });
            return Client.of(body, call.timeout().plusSeconds(2));
        }
    }

    private static CloseableHttpAsyncClient asyncClient(Call call) {
        PoolingAsyncClientConnectionManagerBuilder connections =
                PoolingAsyncClientConnectionManagerBuilder.create().setDefaultConnectionConfig(config(call.timeout()));
        call.tls().map(LibraryClients::strategy).ifPresent(connections::setTlsStrategy);
        return HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .disableAutomaticRetries()
                .build();
    }

    private static DefaultClientTlsStrategy strategy(SSLContext tls) {
        return new DefaultClientTlsStrategy(tls);
    }

    private static ConnectionConfig config(Duration timeout) {
        return ConnectionConfig.custom()
                .setConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .setSocketTimeout((int) timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }
}
