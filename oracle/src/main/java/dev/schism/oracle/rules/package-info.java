// SPDX-License-Identifier: Apache-2.0
/**
 * The rule book: what RFC 9110 and RFC 9112 ask of one server alone, and who of two is wrong.
 *
 * <p>{@link dev.schism.oracle.rules.RuleBook} holds the rules, {@link dev.schism.oracle.rules.Judge} applies them to a
 * scenario and an observation, {@link dev.schism.oracle.rules.Blame} puts the verdicts on two sides together. Each
 * class of rules is one file of data and small predicates. Pure: no sockets, no clock, no files.
 */
@NullMarked
package dev.schism.oracle.rules;

import org.jspecify.annotations.NullMarked;
