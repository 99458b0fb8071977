// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/** Says how to get what is missing, with the commands. */
final class HowToGet {

    private static final String NGINX = """
              Debian, Ubuntu:  sudo apt-get install -y nginx-light
              Fedora:          sudo dnf install -y nginx
              macOS:           brew install nginx
            """;

    private static final String DOCKER = """
              Debian, Ubuntu:  sudo apt-get install -y docker.io && sudo systemctl start docker
              macOS, Windows:  install and start Docker Desktop
              anywhere:        set DOCKER_HOST to an engine that is running
            """;

    private HowToGet() {}

    static String nginx() {
        return "nginx must be on the PATH: it was not found; to install it (its system service is not needed):\n"
                + NGINX + "or name another reference: " + ReferenceSpec.CHOICES;
    }

    static String docker(String why) {
        return "Docker must be usable: " + why + "; to get it:\n" + DOCKER + "or name another reference: "
                + ReferenceSpec.CHOICES;
    }

    static String either(String whyNoContainer) {
        return "there is no nginx in a container, because " + whyNoContainer
                + ", and none on the PATH\nto install nginx (its system service is not needed):\n" + NGINX
                + "to use a container instead:\n" + DOCKER + "or name a running server as the reference: "
                + RemoteAddress.SYNTAX;
    }
}
