// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/**
 * Which server was observed, so that a result can be traced to it.
 *
 * @param name short name, such as {@code nginx}
 * @param version version as the server or its library tells it; {@code unknown} where it does not
 * @param configurationHash first 16 hexadecimal digits of the SHA-256 of its configuration; {@code none} where there is
 *     no configuration of ours
 */
public record ServerIdentity(String name, String version, String configurationHash) {

    /** What stands for a version that cannot be told. */
    public static final String UNKNOWN = "unknown";

    /** What stands for the hash of a configuration that is not ours. */
    public static final String NONE = "none";
}
