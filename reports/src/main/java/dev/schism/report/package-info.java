// SPDX-License-Identifier: Apache-2.0
/**
 * What does a person or a CI system need to see? HTML and JSON of a run.
 *
 * <p>Make a {@link dev.schism.report.RunReport} and hand it to {@link dev.schism.report.HtmlReport#write} and
 * {@link dev.schism.report.JsonReport#write}. What servers sent is text in both, never markup.
 */
@NullMarked
package dev.schism.report;

import org.jspecify.annotations.NullMarked;
