// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/**
 * One side of a comparison.
 *
 * @param server the server
 * @param calibration what was measured of it
 */
public record Side(Server server, Calibration calibration) {}
