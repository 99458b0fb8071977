// SPDX-License-Identifier: Apache-2.0
/**
 * Raw octets read as HTTP/1 requests: the one grammar that the rule book judges by and the embedded reference serves
 * by.
 *
 * <p>{@link dev.schism.wire.request.RequestReading} is where to start. Pure: no sockets, no clock, no files.
 */
@NullMarked
package dev.schism.wire.request;

import org.jspecify.annotations.NullMarked;
