// SPDX-License-Identifier: Apache-2.0
/** The seams in the JDK and in Netty: weaving, hook class, self-test, attaching. Not API. */
@NullMarked
package dev.schism.socket.internal;

import org.jspecify.annotations.NullMarked;
