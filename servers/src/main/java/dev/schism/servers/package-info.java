// SPDX-License-Identifier: Apache-2.0
/** What do we run scenarios against? The reference nginx, embedded targets, any address, and the echo contract. */
@NullMarked
package dev.schism.servers;

import org.jspecify.annotations.NullMarked;
