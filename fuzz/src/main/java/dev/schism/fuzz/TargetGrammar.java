// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Request targets in the four forms of RFC 9112 §3.2. */
final class TargetGrammar {

    private static final List<String> PATHS = List.of(
            "/",
            "/a",
            "/a/b",
            "/index.html",
            "/a%20b",
            "/%41",
            "/a;p=1",
            "/a/",
            "/~a_b-c.d",
            "/a:b@c",
            "/a/./b",
            "/a/../b");
    private static final List<String> RARE_PATHS =
            List.of("//", "//a", "/a//b", "/%2e%2e/a", "/%2F", "/a%00b", "/%e2%82%ac", "/!$&'()*+,;=", "/../a");
    private static final List<String> QUERIES =
            List.of("?", "?a", "?a=b", "?a=b&c=d", "?a=%20", "?a=b?c", "?/", "?a=b;c", "?http://example.test/");

    private TargetGrammar() {}

    /** Returns a target that goes with a method. */
    static String target(Choices choices, String method) {
        if (method.equals("CONNECT")) {
            return FieldGrammar.AUTHORITY + choices.pick(List.of(":80", ":443"));
        }
        if (method.equals("OPTIONS") && choices.chance(30)) {
            return "*";
        }
        return choices.chance(10) ? "http://" + FieldGrammar.AUTHORITY + origin(choices) : origin(choices);
    }

    private static String origin(Choices choices) {
        String path = choices.pick(choices.chance(8) ? RARE_PATHS : PATHS);
        return choices.chance(25) ? path + choices.pick(QUERIES) : path;
    }
}
