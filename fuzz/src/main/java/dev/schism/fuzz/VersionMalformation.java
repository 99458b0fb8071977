// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Versions that are not HTTP/1.0 or HTTP/1.1 (RFC 9112 §2.3). */
enum VersionMalformation implements Malformation {
    VERSION_MISSING((draft, choices) -> {
        draft.version = "";
        draft.afterTarget = choices.pick(List.of("", " "));
    }),
    VERSION_SIMPLE_REQUEST((draft, choices) -> {
        draft.version = "";
        draft.afterTarget = "";
        draft.withoutHead(0);
        draft.alone = true;
    }),
    VERSION_LOWER_CASE((draft, choices) -> draft.version = choices.pick(List.of("http/1.1", "Http/1.1"))),
    VERSION_HIGHER_MINOR((draft, choices) -> draft.version = choices.pick(List.of("HTTP/1.2", "HTTP/1.9"))),
    VERSION_OTHER_MAJOR((draft, choices) ->
            draft.version = choices.pick(List.of("HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9", "HTTP/0.0"))),
    VERSION_DIGITS((draft, choices) -> draft.version =
            choices.pick(List.of("HTTP/1.10", "HTTP/01.1", "HTTP/1.01", "HTTP/11.1", "HTTP/1.1.1", "HTTP/1.65536"))),
    VERSION_PARTIAL(
            (draft, choices) -> draft.version = choices.pick(List.of("HTTP/1", "HTTP/1.", "HTTP/.1", "HTTP/", "HTTP"))),
    VERSION_NOT_A_NUMBER((draft, choices) -> draft.version =
            choices.pick(List.of("HTTP/1.x", "HTTP/1,1", "HTTP/-1.1", "HTTP/1.1a", "HTTP/ 1.1", "HTTP /1.1"))),
    VERSION_OTHER_PROTOCOL(
            (draft, choices) -> draft.version = choices.pick(List.of("HTTPS/1.1", "RTSP/1.0", "FTP/1.1", "XTTP/1.1"))),
    VERSION_HTTP2_PREFACE((draft, choices) -> {
        draft.method = "PRI";
        draft.target = "*";
        draft.version = "HTTP/2.0";
        draft.withoutBody();
        draft.fields.clear();
        draft.content = "SM\r\n\r\n";
    });

    @SuppressWarnings("ImmutableEnumChecker") // a change captures nothing
    private final DraftChange change;

    VersionMalformation(DraftChange change) {
        this.change = change;
    }

    @Override
    public void apply(RequestDraft draft, Choices choices) {
        change.apply(draft, choices);
    }
}
