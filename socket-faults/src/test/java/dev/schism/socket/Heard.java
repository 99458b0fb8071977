// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what this library logs as an error. */
public final class Heard extends Handler implements AutoCloseable {

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.schism.socket");

    /** Listens from now on. */
    public Heard() {
        logger.addHandler(this);
    }

    /** Returns the errors so far. */
    public List<String> errors() {
        return errors;
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().equals(Level.SEVERE)) {
            errors.add(message.getMessage());
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
