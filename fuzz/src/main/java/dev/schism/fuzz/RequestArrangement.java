// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** What stands beside a request on its connection. */
enum RequestArrangement implements Arrangement {
    /** Both of one target, so that a server that takes one response for the other shows it (RFC 9110 §9.3.2). */
    HEAD_AND_GET(80) {
        @Override
        public boolean fits(List<RequestDraft> drafts) {
            return true;
        }

        @Override
        public void apply(List<RequestDraft> drafts, Choices choices) {
            RequestDraft get = RequestDraft.get(TargetGrammar.target(choices, "GET"));
            RequestDraft head = RequestDraft.get(get.target);
            head.method = "HEAD";
            head.productions.add(this);
            drafts.addAll(0, choices.chance(50) ? List.of(get, head) : List.of(head, get));
        }
    },
    /** The flaw comes in a later request only, when the server knows the connection for a good one. */
    FLAW_BEHIND(800) {
        @Override
        public boolean fits(List<RequestDraft> drafts) {
            return drafts.get(0).isMalformed();
        }

        @Override
        public void apply(List<RequestDraft> drafts, Choices choices) {
            for (int plain = choices.between(1, 2); plain > 0; plain--) {
                drafts.add(0, RequestDraft.get("/"));
            }
            drafts.get(0).productions.add(this);
        }
    },
    /** A tagged request behind each flaw, so that a server that reads over it shows that it did. */
    TAGGED_BEHIND(2000) {
        @Override
        public boolean fits(List<RequestDraft> drafts) {
            return drafts.stream().anyMatch(RequestArrangement::goesOn);
        }

        @Override
        public void apply(List<RequestDraft> drafts, Choices choices) {
            drafts.stream().filter(RequestArrangement::goesOn).forEach(draft -> {
                draft.followed = true;
                draft.productions.add(this);
            });
        }
    };

    private final int weight;

    RequestArrangement(int weight) {
        this.weight = weight;
    }

    private static boolean goesOn(RequestDraft draft) {
        return draft.isMalformed() && !draft.alone && !draft.method.equals("CONNECT");
    }

    @Override
    public int weight() {
        return weight;
    }
}
