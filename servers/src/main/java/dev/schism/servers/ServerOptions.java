// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Tls;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How servers are started and spoken to.
 *
 * @param mode who answers in a reference nginx
 * @param nginxImage the image of an nginx in a container
 * @param trust makes trust and keys once a server speaks TLS; they take a while
 */
public record ServerOptions(ServerMode mode, String nginxImage, Supplier<SSLContext> trust) {

    /** The environment variable that names another nginx image. */
    public static final String IMAGE_VARIABLE = "SCHISM_NGINX_IMAGE";

    /** Checks that there is an image to use. */
    public ServerOptions {
        if (nginxImage.isBlank()) {
            throw new IllegalArgumentException("nginxImage must not be blank: '" + nginxImage + "'");
        }
    }

    /** Returns echo mode, the image of {@value #IMAGE_VARIABLE} or else the official one, and the JVM's own trust. */
    public static ServerOptions defaults() {
        String image = Optional.ofNullable(System.getenv(IMAGE_VARIABLE))
                .filter(name -> !name.isBlank())
                .orElse(NginxInContainer.DEFAULT_IMAGE);
        return new ServerOptions(ServerMode.ECHO, image, Tls::ofRuntime);
    }

    /** Returns the same options with another mode. */
    public ServerOptions mode(ServerMode newMode) {
        return new ServerOptions(newMode, nginxImage, trust);
    }

    /** Returns the same options with another image. */
    public ServerOptions nginxImage(String newImage) {
        return new ServerOptions(mode, newImage, trust);
    }

    /** Returns the same options with other trust and keys. */
    public ServerOptions trust(Supplier<SSLContext> newTrust) {
        return new ServerOptions(mode, nginxImage, newTrust);
    }
}
