// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the original shows for requests, httpx and aiohttp, for every client; and clients that keep connections. */
@Timeout(60)
class IntegrationExamplesTest {

    private static HttpFixture server;
    /** Connections to it are kept, so it is not for tests that count connects. */
    private static HttpFixture kept;

    @BeforeAll
    static void start() throws IOException {
        server = new HttpFixture();
        kept = new HttpFixture();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        kept.close();
    }

    private static FaultOptions faults() {
        return FaultInjector.builder().seed(14).logInjections(false).targetPorts(server.port());
    }

    @ParameterizedTest
    @EnumSource
    void someConnectionsFail(Client client) {
        try (FaultInjector faults = faults().connectFailRate(0.2).start()) {
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                outcomes.add(outcome(client));
            }

            assertThat(outcomes).contains("ok");
            assertThat(faults.stats().connectFailures()).isPositive();
            // Clients may try again by themselves; none hides a success.
            assertThat(faults.stats().connectAttempts() - faults.stats().connectFailures())
                    .isEqualTo(outcomes.stream().filter("ok"::equals).count());
        }
    }

    private static String outcome(Client client) {
        try {
            return Arrays.equals(client.get(server, 100), HttpFixture.body(100)) ? "ok" : "broken";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shortReadsAreReassembled(Client client) throws IOException {
        try (FaultInjector faults = faults().recvShortRate(0.3).start()) {
            assertThat(client.get(server, 30_000)).isEqualTo(HttpFixture.body(30_000));

            faults.assertInjected(InjectionKind.SHORT_READ);
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentRequestsFailForThemselves(Client client) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (FaultInjector faults = faults().connectFailRate(0.1).start()) {
            List<Callable<String>> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                requests.add(() -> outcome(client));
            }
            long good = 0;
            for (Future<String> request : pool.invokeAll(requests)) {
                good += request.get().equals("ok") ? 1 : 0;
            }

            assertThat(faults.stats().connectFailures()).isPositive();
            assertThat(faults.stats().connectAttempts() - faults.stats().connectFailures())
                    .isEqualTo(good);
        } finally {
            pool.shutdownNow();
        }
    }

    /** One call of a client that keeps its connection for the next. */
    private interface Call {
        byte[] get() throws IOException;
    }

    /** The kept connection breaks at the second answer; whatever the client does about it, it must work afterwards. */
    private static void breaksAndRecovers(Call call) throws IOException {
        try (FaultInjector faults = faults().targetPorts(kept.port()).start()) {
            assertThat(call.get()).isEqualTo(HttpFixture.body(1_000));
            long connects = faults.stats().connectAttempts();
            assertThat(call.get()).isEqualTo(HttpFixture.body(1_000));
            assertThat(faults.stats().connectAttempts()).as("kept connection").isEqualTo(connects);

            faults.update(
                    faults.config().toBuilder().recvFailRate(1).segmentOctets(1).build());
            String outcome = "ok";
            try {
                call.get();
            } catch (IOException e) {
                outcome = e.toString();
            }
            faults.assertInjected(InjectionKind.RECV_FAILURE);
            assertThat(outcome).isNotEqualTo("ok");

            faults.pause();
            assertThat(call.get()).isEqualTo(HttpFixture.body(1_000));
        }
    }

    @Test
    void urlConnectionRecovers() throws IOException {
        breaksAndRecovers(() -> {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(kept.url(1_000)).toURL().openConnection();
            connection.setReadTimeout(5_000);
            return connection.getInputStream().readAllBytes();
        });
    }

    @Test
    void jdkHttpClientRecovers() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(kept.url(1_000)))
                .timeout(Duration.ofSeconds(5))
                .build();
        breaksAndRecovers(() -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
    }

    @Test
    void okHttpRecovers() throws IOException {
        OkHttpClient client =
                new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(5)).build();
        Request request = new Request.Builder().url(kept.url(1_000)).build();
        breaksAndRecovers(() -> {
            try (Response response = client.newCall(request).execute()) {
                return response.body().bytes();
            }
        });
        client.connectionPool().evictAll();
    }

    @Test
    void apacheClientRecovers() throws IOException {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            breaksAndRecovers(
                    () -> client.execute(new HttpGet(kept.url(1_000)), r -> EntityUtils.toByteArray(r.getEntity())));
        }
    }
}
