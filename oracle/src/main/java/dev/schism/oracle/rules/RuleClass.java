// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/** The part of HTTP/1.1 that a rule is about; its name is the prefix of the rule's id and a selector. */
public enum RuleClass {
    /** Octets, line terminators and the start of a message. */
    LN("Octets, line terminators, message start"),
    /** The request line and its target. */
    RL("Request line"),
    /** The Host field. */
    HO("Host"),
    /** Field lines. */
    HF("Header fields"),
    /** The Content-Length field. */
    CL("Content-Length and message length"),
    /** The Transfer-Encoding field. */
    TE("Transfer-Encoding"),
    /** The chunked transfer coding. */
    CH("Chunked coding"),
    /** Chunk extensions. */
    CE("Chunk extensions"),
    /** The trailer section. */
    TR("Trailer section"),
    /** Persistence, pipelining and closing. */
    KA("Connection management and pipelining"),
    /** The Expect field. */
    EX("Expect"),
    /** The Upgrade field. */
    UP("Upgrade"),
    /** What only HTTP/1.0 has. */
    VE("HTTP/1.0 specifics"),
    /** Methods, and what responses have to carry. */
    ME("Methods and responses"),
    /** What an intermediary forwards. */
    PX("Intermediaries"),
    /** Robustness, and relations between several runs. */
    RB("Robustness and metamorphic relations");

    private final String title;

    RuleClass(String title) {
        this.title = title;
    }

    /** Returns the title for people. */
    public String title() {
        return title;
    }
}
