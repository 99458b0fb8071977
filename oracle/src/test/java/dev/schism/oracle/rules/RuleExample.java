// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.ArrayList;
import java.util.List;

/** A rule, something that makes it speak, servers that keep it and servers that break it. */
final class RuleExample {

    private final String id;
    private final Sent sent;
    private final List<Stub> keeping = new ArrayList<>();
    private final List<Stub> breaking = new ArrayList<>();

    private RuleExample(String id, Sent sent) {
        this.id = id;
        this.sent = sent;
    }

    static RuleExample example(String id, String text) {
        return new RuleExample(id, Sent.of(text));
    }

    static RuleExample example(String id, Sent sent) {
        return new RuleExample(id, sent);
    }

    /** Adds servers that keep the rule. */
    RuleExample kept(Stub... stubs) {
        keeping.addAll(List.of(stubs));
        return this;
    }

    /** Adds servers that break it. */
    RuleExample broken(Stub... stubs) {
        breaking.addAll(List.of(stubs));
        return this;
    }

    String id() {
        return id;
    }

    Sent sent() {
        return sent;
    }

    List<Stub> keeping() {
        return keeping;
    }

    List<Stub> breaking() {
        return breaking;
    }

    @Override
    public String toString() {
        return id + " " + sent.observe(Stub.silent()).sent();
    }
}
