// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/** Who answers a request that nginx understood. */
public enum ServerMode {
    /** Our echo backend behind nginx: the response tells what nginx understood. */
    ECHO,
    /** Nginx itself: {@code ok} for every path, a static file for {@code /static.txt}. */
    ORIGIN
}
