// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Gets an image before its container is started. Testcontainers would retry for minutes where no registry can be
 * reached; here the first failure counts, so that another reference can be taken soon.
 */
final class NginxImage {

    /** Time for downloading an image. */
    static final Duration PULL_TIMEOUT = Duration.ofMinutes(5);

    private NginxImage() {}

    /** Returns why an image cannot be had; empty once it is there. */
    static Optional<String> obtain(String image) {
        DockerClient client = DockerClientFactory.instance().client();
        return isPresent(client, image) ? Optional.empty() : pull(client, DockerImageName.parse(image));
    }

    private static boolean isPresent(DockerClient client, String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static Optional<String> pull(DockerClient client, DockerImageName name) {
        try (Pulling pulling = client.pullImageCmd(name.getUnversionedPart())
                .withTag(name.getVersionPart())
                .exec(new Pulling())) {
            return pulling.outcome.get(PULL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.of("it was not downloaded within " + PULL_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the download was interrupted");
        } catch (ExecutionException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Completes with the first error, or with none at the end. */
    private static final class Pulling extends ResultCallback.Adapter<PullResponseItem> {

        private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                outcome.complete(
                        Optional.of(String.valueOf(item.getErrorDetail().getMessage())));
            }
        }

        @Override
        public void onError(Throwable error) {
            outcome.complete(Optional.of(String.valueOf(error.getMessage()).strip()));
        }

        @Override
        public void onComplete() {
            outcome.complete(Optional.empty());
        }
    }
}
