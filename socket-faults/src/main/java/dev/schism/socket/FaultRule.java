// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.List;

/**
 * What happens to the connections of a target. Where several rules match a connection, the first one counts.
 *
 * @param target which connections
 * @param faults what happens to them; several may
 */
public record FaultRule(Target target, List<Fault> faults) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if connect or link faults are asked for on accepted connections
     */
    public FaultRule {
        faults = List.copyOf(faults);
        for (Fault fault : faults) {
            boolean outgoing = fault instanceof Fault.Link || fault instanceof Fault.ConnectFailure;
            if (target.accepted() && outgoing) {
                throw new IllegalArgumentException(
                        "faults of accepted connections must be of sending or receiving: " + fault);
            }
        }
    }

    /** Makes a rule. */
    public static FaultRule of(Target target, Fault... faults) {
        return new FaultRule(target, List.of(faults));
    }
}
