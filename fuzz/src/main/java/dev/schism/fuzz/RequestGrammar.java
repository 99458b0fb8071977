// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Well-formed requests (RFC 9112 §2.1). */
final class RequestGrammar {

    private static final List<String> METHODS =
            List.of("GET", "POST", "GET", "POST", "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH");
    private static final List<String> RARE_METHODS = List.of("TRACE", "CONNECT", "LOCK", "M-SEARCH", "X!");
    private static final List<String> WITH_CONTENT = List.of("POST", "PUT", "PATCH");

    private RequestGrammar() {}

    /** Returns a request; {@code last} tells whether it is the last one on its connection. */
    static RequestDraft request(Choices choices, boolean last) {
        RequestDraft draft = new RequestDraft();
        draft.last = last;
        draft.method = method(choices.of("method"), last);
        draft.target = TargetGrammar.target(choices.of("target"), draft.method);
        if (choices.of("version").chance(10)) {
            draft.version = "HTTP/1.0";
        }
        host(choices.of("host"), draft);
        connection(choices.of("connection"), draft);
        FieldGrammar.fields(choices.of("fields"), draft.fields);
        if (choices.of("content").chance(WITH_CONTENT.contains(draft.method) ? 90 : 5) && mayHaveContent(draft)) {
            BodyGrammar.body(choices.of("body"), draft);
            expect(choices.of("expect"), draft);
        }
        return draft;
    }

    private static void host(Choices choices, RequestDraft draft) {
        if (draft.version.equals("HTTP/1.1") || !choices.chance(40)) {
            FieldGrammar.spell(choices, draft.add(RequestDraft.HOST, authority(draft)));
        }
    }

    private static String method(Choices choices, boolean last) {
        String method = choices.chance(4) ? choices.pick(RARE_METHODS) : choices.pick(METHODS);
        // what follows a CONNECT is no HTTP any more where a server agrees to it
        return method.equals("CONNECT") && !last ? "GET" : method;
    }

    private static String authority(RequestDraft draft) {
        return draft.method.equals("CONNECT") ? draft.target : FieldGrammar.AUTHORITY;
    }

    private static boolean mayHaveContent(RequestDraft draft) {
        return !draft.method.equals("CONNECT") && !draft.method.equals("TRACE");
    }

    private static void connection(Choices choices, RequestDraft draft) {
        if (draft.version.equals("HTTP/1.0") && !draft.last) {
            draft.add("Connection", "keep-alive");
        } else if (draft.last && choices.chance(25)) {
            draft.add("Connection", choices.pick(List.of("close", "keep-alive", "Close", "X-A, close")));
        }
    }

    private static void expect(Choices choices, RequestDraft draft) {
        if (draft.version.equals("HTTP/1.1") && choices.chance(2)) {
            draft.add("Expect", "100-continue");
        }
    }
}
