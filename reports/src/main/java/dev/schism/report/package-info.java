// SPDX-License-Identifier: Apache-2.0
/** What does a person or a CI system need to see? HTML and JSON of a run. */
@NullMarked
package dev.schism.report;

import org.jspecify.annotations.NullMarked;
