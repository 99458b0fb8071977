// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;
import java.util.Locale;

/** Request lines outside RFC 9112 §3. */
enum RequestLineMalformation implements Malformation {
    METHOD_LOWER_CASE((draft, choices) -> draft.method = draft.method.toLowerCase(Locale.ROOT)),
    METHOD_MISSING((draft, choices) -> {
        draft.method = "";
        draft.afterMethod = choices.pick(List.of(" ", ""));
    }),
    METHOD_NOT_A_TOKEN((draft, choices) ->
            draft.method += choices.pick(List.of("(", "/", "@", "\"", "{", "\u00e9", ":", "\u007f"))),
    METHOD_VERY_LONG((draft, choices) -> draft.method = "M".repeat(choices.pick(List.of(33, 300, 9000)))),
    TARGET_MISSING((draft, choices) -> {
        draft.target = "";
        draft.afterTarget = choices.pick(List.of("", " "));
    }),
    TARGET_WITH_SPACE((draft, choices) -> draft.target += choices.pick(List.of(" a", " HTTP/1.1", "/a b"))),
    TARGET_WITH_FRAGMENT((draft, choices) -> draft.target += choices.pick(List.of("#", "#a", "#/../a"))),
    TARGET_NOT_URI_OCTET(
            (draft, choices) -> draft.target += choices.pick(List.of("<", "\"", "\\", "^", "`", "{", "|", "\u00e9"))),
    TARGET_BAD_PERCENT((draft, choices) -> draft.target += choices.pick(List.of("%", "%2", "%GG", "%u0041"))),
    TARGET_ENCODED_CONTROL(
            (draft, choices) -> draft.target += choices.pick(List.of("%00", "%0d%0aX:y", "%c0%af", "%c0%ae%c0%ae/"))),
    TARGET_NO_FORM((draft, choices) -> draft.target = choices.pick(List.of("a", "?a", "..", ".", "\\", "http", "a/b"))),
    TARGET_ABOVE_ROOT((draft, choices) -> draft.target = choices.pick(List.of("/../../a", "/a/../../b", "/..;/a"))),
    TARGET_BACKSLASH((draft, choices) -> draft.target = choices.pick(List.of("/a\\b", "/\\..\\a", "\\a"))),
    TARGET_VERY_LONG((draft, choices) -> draft.target = "/" + "a".repeat(choices.pick(List.of(4096, 8192, 20000)))),
    AUTHORITY_FORM_WITHOUT_CONNECT((draft, choices) -> draft.target = FieldGrammar.AUTHORITY + ":80"),
    ASTERISK_WITHOUT_OPTIONS((draft, choices) -> {
        draft.target = "*";
        draft.method = choices.pick(List.of("GET", "POST", "HEAD"));
    }),
    CONNECT_MALFORMED((draft, choices) -> {
        draft.method = "CONNECT";
        draft.target = choices.pick(List.of("/", "example.test", "example.test:", "example.test:99999", ":80"));
    }),
    ABSOLUTE_OTHER_HOST((draft, choices) -> draft.target = "http://other.test/"),
    ABSOLUTE_USERINFO((draft, choices) -> draft.target = "http://a:b@" + FieldGrammar.AUTHORITY + "/"),
    ABSOLUTE_EMPTY_HOST(
            (draft, choices) -> draft.target = choices.pick(List.of("http:///a", "http://", "http://:80/"))),
    ABSOLUTE_ODD_SCHEME((draft, choices) ->
            draft.target = choices.pick(List.of("https://", "ftp://", "HTTP://", "ws://", "h+a-b.c://", "1http://"))
                    + FieldGrammar.AUTHORITY
                    + "/"),
    ABSOLUTE_WITHOUT_PATH((draft, choices) ->
            draft.target = "http://" + FieldGrammar.AUTHORITY + choices.pick(List.of("", "?a", ":", ":80", "#a"))),
    REQUEST_LINE_EXTRA_WORD((draft, choices) -> draft.version += choices.pick(List.of(" a", " HTTP/1.1", " HTTP/1.0"))),
    REQUEST_LINE_LF_DELIMITER((draft, choices) -> {
        draft.afterMethod = choices.pick(List.of("\n", " ", " \n"));
        draft.afterTarget = choices.pick(List.of(" ", "\n", "\n "));
        if (draft.afterMethod.equals(" ")) {
            draft.afterTarget = "\n";
        }
    }),
    LINE_BEFORE_REQUEST(
            (draft, choices) -> draft.before = choices.pick(List.of("\r\n", "\r\n\r\n", "\n", "\n\n", "\r"))),
    OCTETS_BEFORE_REQUEST((draft, choices) ->
            draft.before = choices.pick(List.of("\0", "\u0016\u0003\u0001", "\u00ef\u00bb\u00bf", "a\r\n", ":\r\n")));

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    RequestLineMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
