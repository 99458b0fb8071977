// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.schism.client.Endpoint;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.nginx.NginxContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Nginx in a container, published on loopback only.
 *
 * <p>The echo backend stays in this JVM. Where the engine shares this machine's files it is reached through a
 * Unix-domain socket in a mounted directory that holds nothing else; elsewhere through the host gateway, for which the
 * backend listens on loopback only as well. Safe for use by several threads.
 */
public final class NginxInContainer implements Server {

    /** The image that is used unless another one is named: the official one. */
    public static final String DEFAULT_IMAGE = "nginx:1.28";

    /** Time nginx has to become ready after its container was started. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private static final int PORT = 80;
    private static final String DIRECTORY = "/tmp";
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final int LOG_TAIL = 2000;

    private final NginxContainer container;
    private final ContainerUpstream upstream;
    private final List<AutoCloseable> parts;
    private final Endpoint endpoint;
    private final ServerIdentity identity;
    private volatile boolean closed;

    private NginxInContainer(
            NginxContainer container,
            ContainerUpstream upstream,
            List<AutoCloseable> parts,
            Endpoint endpoint,
            ServerIdentity identity) {
        this.container = container;
        this.upstream = upstream;
        this.parts = List.copyOf(parts);
        this.endpoint = endpoint;
        this.identity = identity;
    }

    /**
     * Starts a container and returns when nginx answers. Takes as long as the engine needs to get the image.
     *
     * @param image the image's name, which must run like the official one
     * @param mode who answers
     * @throws ServerUnavailableException when the image cannot be had or nginx does not start
     */
    public static NginxInContainer start(String image, ServerMode mode) {
        return start(
                image,
                mode,
                DockerAvailability.sharesFiles()
                        ? ContainerUpstream.Route.MOUNTED_SOCKET
                        : ContainerUpstream.Route.HOST_GATEWAY);
    }

    static NginxInContainer start(String image, ServerMode mode, ContainerUpstream.Route route) {
        NginxImage.obtain(image).ifPresent(why -> {
            throw new ServerUnavailableException("image must be available: %s: %s".formatted(image, why));
        });
        List<AutoCloseable> started = new ArrayList<>();
        boolean ready = false;
        try {
            ScratchDirectory scratch = ScratchDirectory.create();
            started.add(0, scratch);
            ContainerUpstream upstream =
                    mode == ServerMode.ECHO ? ContainerUpstream.start(scratch, route) : ContainerUpstream.none();
            started.add(0, upstream);
            NginxConfiguration configuration =
                    new NginxConfiguration(mode, Integer.toString(PORT), upstream.address(), DIRECTORY, "stderr");
            NginxContainer container = container(image, configuration, upstream);
            started.add(0, container);
            container.start();
            Endpoint endpoint = Endpoint.tcp(host(container), container.getMappedPort(PORT));
            ServerIdentity identity = new ServerIdentity("nginx", version(endpoint), configuration.hash());
            ready = true;
            return new NginxInContainer(container, upstream, started, endpoint, identity);
        } catch (IOException | RuntimeException e) {
            throw new ServerUnavailableException(
                    "container of image %s must be startable: %s".formatted(image, rootMessage(e)), e);
        } finally {
            if (!ready) {
                Closing.inOrder(started);
            }
        }
    }

    private static NginxContainer container(
            String image, NginxConfiguration configuration, ContainerUpstream upstream) {
        NginxContainer container = new NginxContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("nginx"))
                .withCopyToContainer(Transferable.of(configuration.text()), "/etc/nginx/nginx.conf")
                .withCopyToContainer(
                        Transferable.of(NginxConfiguration.STATIC_CONTENT),
                        DIRECTORY + "/" + NginxConfiguration.STATIC_FILE)
                .withCreateContainerCmdModifier(NginxInContainer::publishOnLoopback)
                .waitingFor(Wait.forHttp("/").forStatusCode(200).withStartupTimeout(START_TIMEOUT));
        upstream.mounted()
                .ifPresent(directory -> container.withFileSystemBind(
                        directory.toString(), ContainerUpstream.MOUNT, BindMode.READ_ONLY));
        upstream.exposedPort().ifPresent(port -> {
            container.withAccessToHost(true);
            Testcontainers.exposeHostPorts(port);
        });
        return container;
    }

    private static void publishOnLoopback(CreateContainerCmd create) {
        HostConfig host = Optional.ofNullable(create.getHostConfig()).orElseGet(HostConfig::newHostConfig);
        create.withHostConfig(
                host.withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT))));
    }

    /** The port is published on 127.0.0.1, so a name that may stand for another address as well is not asked. */
    private static String host(NginxContainer container) {
        String host = container.getHost();
        return host.equals("localhost") ? "127.0.0.1" : host;
    }

    private static String version(Endpoint endpoint) throws IOException {
        return HttpProbe.get(endpoint, PROBE_TIMEOUT)
                .server()
                .map(server -> server.startsWith("nginx/") ? server.substring("nginx/".length()) : server)
                .orElse(ServerIdentity.UNKNOWN);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public Hosting hosting() {
        return Hosting.CONTAINER;
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int maxConnections() {
        return NginxProcess.MAX_CONNECTIONS;
    }

    @Override
    public Optional<String> failure() {
        if (closed) {
            return Optional.empty();
        }
        if (container.isRunning()) {
            return upstream.upstream().failure();
        }
        String log = container.getLogs();
        return Optional.of("container must keep running; its log ends with: "
                + log.substring(Math.max(0, log.length() - LOG_TAIL)).strip());
    }

    /** Returns the container's id. */
    String containerId() {
        return container.getContainerId();
    }

    @Override
    public void close() {
        closed = true;
        Closing.inOrder(parts);
    }
}
