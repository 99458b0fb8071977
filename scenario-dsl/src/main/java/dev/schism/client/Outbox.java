// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;
import java.util.ArrayList;
import java.util.List;

/** What was really written on one connection. */
final class Outbox {

    private final List<Octets> finished = new ArrayList<>(2);
    private Octets current = Octets.EMPTY;
    private int currentSent;
    private int total;
    private long lastAt;

    private List<String> methods = List.of();
    private int scanned;

    /** Makes the octets the ones that are being sent now. */
    void begin(Octets octets) {
        finishCurrent();
        current = octets;
    }

    /** Takes note of further octets of the current ones having been written. */
    void wrote(int count, long at) {
        if (count > 0) {
            currentSent += count;
            total += count;
            lastAt = at;
        }
    }

    /** Returns the number of octets written. */
    int total() {
        return total;
    }

    /** Returns the time of the last write, 0 before the first. */
    long lastAt() {
        return lastAt;
    }

    /** Returns everything written until now. */
    Octets sent() {
        Octets last = current.slice(0, currentSent);
        if (finished.isEmpty()) {
            return last;
        }
        List<Octets> all = new ArrayList<>(finished);
        all.add(last);
        return Octets.concat(all);
    }

    /** Returns the methods of the requests written until now; scans only when more was written since. */
    List<String> methods() {
        if (scanned != total) {
            methods = RequestScanner.methods(sent());
            scanned = total;
        }
        return methods;
    }

    /** Returns the method of the n-th request, {@code GET} where unknown. */
    String method(int index) {
        List<String> known = methods();
        return index < known.size() ? known.get(index) : "GET";
    }

    private void finishCurrent() {
        if (currentSent > 0) {
            finished.add(current.slice(0, currentSent));
        }
        currentSent = 0;
    }
}
