// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** The program of the helping JVM: loads an agent into another process. Needs no other class. */
public final class AttachingMain {

    private AttachingMain() {}

    /** Takes the process id and the agent's jar. */
    public static void main(String[] arguments)
            throws AttachNotSupportedException, IOException, AgentLoadException, AgentInitializationException {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try {
            machine.loadAgent(arguments[1]);
        } finally {
            machine.detach();
        }
    }
}
