// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

/**
 * One chunk as it was read (RFC 9112 §7.1).
 *
 * @param start index of the first octet of its size line
 * @param sizeText the hexadecimal digits as written
 * @param size the size; {@link Long#MAX_VALUE} where it is larger
 * @param extensions what stands behind the size on its line, whitespace included
 */
public record Chunk(int start, String sizeText, long size, String extensions) {}
