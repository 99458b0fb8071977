// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

/** The phase after the last one. */
enum Finished implements Phase {
    INSTANCE;

    @Override
    public Phase proceed(long now) {
        return this;
    }

    @Override
    public long due() {
        return Alarms.NEVER;
    }
}
