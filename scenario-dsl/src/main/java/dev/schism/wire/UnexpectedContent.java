// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** What octets after a response are read as when they begin no other response. */
interface UnexpectedContent {

    /** Nothing: they are left over. */
    UnexpectedContent NONE = Optional::empty;

    /** Returns the phase that reads them as content of the last response, or empty. */
    Optional<Phase> read();
}
