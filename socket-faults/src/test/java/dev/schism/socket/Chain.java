// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;

/** An exception and its causes as text: types and messages, which is what programs and logs go by. */
final class Chain {

    private Chain() {}

    /** Runs a request and returns how it failed, or how many octets it returned. */
    static String of(Transport.Cell cell, Call call) {
        try {
            return "returned " + cell.run(call).length;
        } catch (IOException e) {
            return of(e);
        }
    }

    static String of(Throwable failure) {
        StringBuilder chain = new StringBuilder();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            chain.append(chain.isEmpty() ? "" : " <- ")
                    .append(e.getClass().getName())
                    .append(": ")
                    .append(e.getMessage());
        }
        return chain.toString();
    }

    /** Replaces a port, for comparing failures at two servers. */
    static String without(int port, String chain) {
        return chain.replace(String.valueOf(port), "PORT");
    }
}
