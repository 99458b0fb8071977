// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the sockets of any JVM program fail, on purpose and repeatably. Start with
 * {@link dev.schism.socket.FaultInjector}; name what is to fail with {@link dev.schism.socket.Target} and
 * {@link dev.schism.socket.Fault}; look at {@link dev.schism.socket.FaultStats} afterwards. Programs that are not
 * changed are started with {@link dev.schism.socket.SocketFaultsAgent}.
 */
@NullMarked
package dev.schism.socket;

import org.jspecify.annotations.NullMarked;
