// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, or finds, the servers that scenarios run against. */
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private Servers() {}

    /**
     * Starts or finds a reference. {@code auto} takes a container where Docker can be used and the image can be had,
     * else the nginx of this machine, else the embedded server.
     *
     * @throws ServerUnavailableException when it cannot be started; the message says how to get it
     */
    public static Server reference(ReferenceSpec spec, ServerOptions options) {
        if (spec instanceof ReferenceSpec.Running running) {
            return RemoteServer.at(running.address(), options.trust());
        }
        return switch ((ReferenceSpec.Kind) spec) {
            case AUTO -> auto(options, DockerAvailability.check(), NginxExecutable.find());
            case CONTAINER -> container(options, DockerAvailability.check());
            case PROCESS -> process(options, NginxExecutable.find());
            case EMBEDDED -> EmbeddedServer.start();
        };
    }

    /**
     * Starts or finds a target.
     *
     * @param reference the reference, whose kind a target {@code nginx} shares
     * @throws ServerUnavailableException when it cannot be started
     */
    public static Server target(TargetSpec spec, Server reference, ServerOptions options) {
        if (spec instanceof TargetSpec.Running running) {
            return RemoteServer.at(running.address(), options.trust());
        }
        return switch ((TargetSpec.Kind) spec) {
            case NETTY -> NettyServer.start();
            case JDK -> JdkServer.start();
            case EMBEDDED -> EmbeddedServer.start();
            case NGINX -> reference(kindOf(reference), options);
        };
    }

    /**
     * Starts or finds a server that is to be judged alone; {@code nginx} is what {@link ReferenceSpec.Kind#AUTO} takes.
     *
     * @throws ServerUnavailableException when it cannot be started
     */
    public static Server alone(TargetSpec spec, ServerOptions options) {
        if (spec instanceof TargetSpec.Running running) {
            return RemoteServer.at(running.address(), options.trust());
        }
        return switch ((TargetSpec.Kind) spec) {
            case NETTY -> NettyServer.start();
            case JDK -> JdkServer.start();
            case EMBEDDED -> EmbeddedServer.start();
            case NGINX -> reference(ReferenceSpec.Kind.AUTO, options);
        };
    }

    private static ReferenceSpec.Kind kindOf(Server reference) {
        if (reference instanceof NginxInContainer) {
            return ReferenceSpec.Kind.CONTAINER;
        }
        return reference instanceof NginxProcess ? ReferenceSpec.Kind.PROCESS : ReferenceSpec.Kind.AUTO;
    }

    static Server auto(ServerOptions options, Optional<String> noDocker, Optional<NginxExecutable> nginx) {
        String why;
        if (noDocker.isPresent()) {
            why = noDocker.get();
        } else {
            try {
                return NginxInContainer.start(options.nginxImage(), options.mode());
            } catch (ServerUnavailableException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        if (nginx.isEmpty()) {
            LOG.warn("the reference is the embedded server; nginx is recommended: {}", HowToGet.either(why));
            return EmbeddedServer.start();
        }
        LOG.info("nginx runs as a process, because {}", why);
        return NginxProcess.start(nginx.get(), options.mode());
    }

    static Server container(ServerOptions options, Optional<String> noDocker) {
        if (noDocker.isPresent()) {
            throw new ServerUnavailableException(HowToGet.docker(noDocker.get()));
        }
        return NginxInContainer.start(options.nginxImage(), options.mode());
    }

    static Server process(ServerOptions options, Optional<NginxExecutable> nginx) {
        return NginxProcess.start(
                nginx.orElseThrow(() -> new ServerUnavailableException(HowToGet.nginx())), options.mode());
    }
}
