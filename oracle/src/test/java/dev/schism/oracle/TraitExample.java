// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.List;

/** Octets that have a trait, and octets close by that do not. */
record TraitExample(Trait trait, String unusual, String usual) {

    static final String PLAIN = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    static List<TraitExample> requestLines() {
        return List.of(
                of(Trait.LEADING_EMPTY_LINE, "\r\n" + PLAIN, PLAIN),
                of(Trait.LEADING_EMPTY_LINE, "\n" + PLAIN, PLAIN),
                of(Trait.METHOD_EMPTY, line(" / HTTP/1.1"), line("G / HTTP/1.1")),
                of(Trait.METHOD_INVALID, line("G(T / HTTP/1.1"), line("G!T / HTTP/1.1")),
                of(Trait.METHOD_LOWER, line("get / HTTP/1.1"), line("brew / HTTP/1.1")),
                of(Trait.METHOD_UNKNOWN, line("BREW / HTTP/1.1"), line("PATCH / HTTP/1.1")),
                of(Trait.METHOD_HEAD, line("HEAD / HTTP/1.1"), PLAIN),
                of(Trait.METHOD_CONNECT, line("CONNECT a:1 HTTP/1.1"), PLAIN),
                of(Trait.METHOD_TRACE, line("TRACE / HTTP/1.1"), PLAIN),
                of(Trait.TARGET_ABSOLUTE, line("GET http://a/ HTTP/1.1"), line("GET /http://a/ HTTP/1.1")),
                of(Trait.TARGET_AUTHORITY, line("CONNECT a:80 HTTP/1.1"), line("CONNECT /a:80 HTTP/1.1")),
                of(Trait.TARGET_ASTERISK, line("OPTIONS * HTTP/1.1"), line("OPTIONS /* HTTP/1.1")),
                of(Trait.TARGET_EMPTY, line("GET  HTTP/1.1"), line("GET  / HTTP/1.1")),
                of(Trait.TARGET_EMPTY, line("GET HTTP/1.1"), PLAIN),
                of(Trait.TARGET_OTHER, line("GET a HTTP/1.1"), line("GET /a HTTP/1.1")),
                of(Trait.TARGET_INVALID_OCTET, line("GET /<a> HTTP/1.1"), line("GET /(a) HTTP/1.1")),
                of(Trait.TARGET_INVALID_OCTET, line("GET /#a HTTP/1.1"), line("GET /?a HTTP/1.1")),
                of(Trait.TARGET_PERCENT, line("GET /%61 HTTP/1.1"), line("GET /a HTTP/1.1")),
                of(Trait.TARGET_PERCENT_INVALID, line("GET /%6g HTTP/1.1"), line("GET /%6f HTTP/1.1")),
                of(Trait.TARGET_PERCENT_NUL, line("GET /a%00 HTTP/1.1"), line("GET /a%01 HTTP/1.1")),
                of(Trait.TARGET_DOT_SEGMENT, line("GET /a/../b HTTP/1.1"), line("GET /a/..b HTTP/1.1")),
                of(Trait.TARGET_DOT_SEGMENT, line("GET /%2e%2E HTTP/1.1"), line("GET /?/../ HTTP/1.1")),
                of(Trait.TARGET_EMPTY_SEGMENT, line("GET /a//b HTTP/1.1"), line("GET http://a/b HTTP/1.1")),
                of(Trait.VERSION_MISSING, "GET /\r\n", PLAIN),
                of(Trait.VERSION_1_0, line("GET / HTTP/1.0"), PLAIN),
                of(Trait.VERSION_LOWER, line("GET / http/1.1"), line("GET / HTTP/1.0")),
                of(Trait.VERSION_MINOR, line("GET / HTTP/1.2"), line("GET / HTTP/1.0")),
                of(Trait.VERSION_MAJOR, line("GET / HTTP/2.0"), line("GET / HTTP/1.2")),
                of(Trait.VERSION_MALFORMED, line("GET / HTTPS/1.1"), line("GET / http/1.1")),
                of(Trait.VERSION_MALFORMED, line("GET / HTTP/1.01"), line("GET / HTTP/3.0")),
                of(Trait.LONG_REQUEST_LINE, line("GET /" + "a".repeat(4096) + " HTTP/1.1"), PLAIN),
                of(Trait.REQUEST_LINE_SPACES, line("GET  / HTTP/1.1"), PLAIN),
                of(Trait.REQUEST_LINE_SPACES, line("GET\t/ HTTP/1.1"), PLAIN),
                of(Trait.REQUEST_LINE_SPACES, line("GET / HTTP/1.1 "), PLAIN),
                of(Trait.REQUEST_LINE_SPACES, line(" GET / HTTP/1.1"), PLAIN),
                of(Trait.METHOD_HEAD, line(" HEAD / HTTP/1.1"), line(" GET / HTTP/1.1")),
                of(Trait.REQUEST_LINE_SPACES, line("GET /a b HTTP/1.1"), line("GET /a+b HTTP/1.1")));
    }

    static List<TraitExample> fields() {
        return List.of(
                of(Trait.HOST_MISSING, "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"),
                of(Trait.HOST_MULTIPLE, field("Host: a"), field("Hosts: a")),
                of(Trait.HOST_EMPTY, "GET / HTTP/1.1\r\nHost: \r\n\r\n", PLAIN),
                of(
                        Trait.HOST_INVALID,
                        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: [::1]:8\r\n\r\n"),
                of(Trait.HOST_INVALID, "GET / HTTP/1.1\r\nHost: [g]\r\n\r\n", "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n"),
                of(Trait.HOST_INVALID, "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a:8\r\n\r\n"),
                of(Trait.HOST_EMPTY_LABEL, "GET / HTTP/1.1\r\nHost: .\r\n\r\n", PLAIN),
                of(Trait.HOST_EMPTY_LABEL, "GET / HTTP/1.1\r\nHost: a..b:8\r\n\r\n", PLAIN),
                of(
                        Trait.HOST_EMPTY_LABEL,
                        "GET / HTTP/1.1\r\nHost: a..\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: a.b.\r\n\r\n"),
                of(Trait.FIELD_REPEATED, field("If-Range: a\r\nif-range: a"), field("If-Range: a\r\nRange: a")),
                of(Trait.FIELD_REPEATED, field("Authorization: a\r\nAuthorization: b"), field("X: a\r\nX: b")),
                of(Trait.MANY_FIELDS, field("X:\r\n".repeat(100) + "Y:"), field("X:\r\n".repeat(98) + "Y:")),
                of(Trait.EXTRA_CR, field("X: 1\r"), field("X: \r1")),
                of(Trait.BARE_CR, field("X: \r1"), field("X: 1\r")),
                of(Trait.CL_INVALID, field("Content-Length: \r0"), field("Content-Length: 0\r")),
                of(Trait.FIELD_NO_COLON, field("X"), field("X:")),
                of(Trait.FIELD_NAME_EMPTY, field(": 1"), field("a: 1")),
                of(Trait.FIELD_NAME_INVALID, field("X(: 1"), field("X!: 1")),
                of(Trait.FIELD_NAME_UNUSUAL, field("X_A: 1"), field("X-A: 1")),
                of(Trait.FIELD_NAME_UNUSUAL, field("X!: 1"), field("X(: 1")),
                of(Trait.TAB_AROUND_VALUE, field("X:\t1"), field("X: 1\t2")),
                of(Trait.TAB_AROUND_VALUE, field("X: 1\t "), field("X:  1 ")),
                of(Trait.CONNECTION_INVALID, field("Connection: \u000Bclose"), field("Connection: close,, a")),
                of(Trait.SPACE_BEFORE_COLON, field("X : 1"), field("X: 1")),
                of(Trait.OBS_FOLD, field("X: 1\r\n 2"), field("X: 1\r\nY: 2")),
                of(Trait.FIRST_LINE_FOLDED, "GET / HTTP/1.1\r\n Host: a\r\n\r\n", field(" X: 1")),
                of(Trait.BARE_LF, "GET / HTTP/1.1\nHost: a\r\n\r\n", PLAIN),
                of(Trait.BARE_CR, field("X: 1\r2"), field("X: 1")),
                of(Trait.NUL, field("X: \0"), field("X: \1")),
                of(Trait.CONTROL_OCTET, field("X: \u007F"), field("X: \t1")),
                of(Trait.OBS_TEXT, field("X: \u0080"), field("X: ~")),
                of(Trait.LARGE_HEAD, field("X: " + "1".repeat(8192)), field("X: " + "1".repeat(8000))),
                of(Trait.EXPECT, field("Expect: 100-continue"), field("X-Expect: 100-continue")),
                of(Trait.EXPECT_UNKNOWN, field("Expect: 200-ok"), field("Expect: 100-Continue")),
                of(Trait.ACCEPTS_CODINGS, field("TE: gzip"), field("X-TE: gzip")),
                of(Trait.UPGRADE, field("Upgrade: h2c"), field("X-Upgrade: h2c")),
                of(Trait.CONNECTION_CLOSE, field("Connection: a, Close"), field("Connection: closed")),
                of(
                        Trait.KEEP_ALIVE_1_0,
                        "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                        field("Connection: keep-alive")));
    }

    static List<TraitExample> framings() {
        return List.of(
                of(Trait.CL_INVALID, post("Content-Length: +1", "1"), post("Content-Length: 1", "1")),
                of(Trait.CL_INVALID, post("Content-Length: 9999999999999999999", ""), post("Content-Length: 0", "")),
                of(Trait.CL_SPELLING, post("Content-Length: 01", "1"), post("Content-Length: 0", "")),
                of(Trait.CL_LIST, post("Content-Length: 1, 1", "1"), post("Content-Length: 1", "1")),
                of(
                        Trait.CL_MULTIPLE,
                        post("Content-Length: 1\r\nContent-Length: 1", "1"),
                        post("Content-Length: 1, 1", "1")),
                of(Trait.CL_CONFLICT, post("Content-Length: 1, 2", "12"), post("Content-Length: 1, 1", "1")),
                of(Trait.BODY_LARGE, post("Content-Length: 1048577", ""), post("Content-Length: 1048576", "")),
                of(
                        Trait.BODY_64K,
                        post("Content-Length: 65536", "a".repeat(65536)),
                        post("Content-Length: 65535", "a".repeat(65535))),
                of(
                        Trait.CL_AND_TE,
                        post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
                        post("Transfer-Encoding: chunked", "0\r\n\r\n")),
                of(Trait.TE_UNKNOWN, coded(" cow, chunked"), coded(" gzip, chunked")),
                of(Trait.TE_UNKNOWN, coded(""), coded("chunked")),
                of(Trait.TE_NOT_FINAL, coded(" chunked, gzip"), coded(" gzip, chunked")),
                of(Trait.TE_NOT_FINAL, coded(" chunked, chunked"), coded(" chunked")),
                of(Trait.TE_MULTIPLE, coded(" gzip\r\nTransfer-Encoding: chunked"), coded(" gzip, chunked")),
                of(Trait.TE_COMPRESSION, coded(" gzip, chunked"), coded(" cow, chunked")),
                of(Trait.TE_CASE, coded(" Chunked"), coded(" chunked")),
                of(Trait.TE_PARAMETER, coded(" chunked;a=b"), coded(" chunked")),
                of(Trait.TE_EMPTY_ELEMENT, coded(" ,chunked"), coded(" gzip,chunked")),
                of(Trait.TE_DISGUISED, coded(" \u000Bchunked"), coded(" cow")),
                of(Trait.TE_DISGUISED, coded(" \"chunked\""), coded(" chunked ")),
                of(
                        Trait.TE_1_0,
                        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "POST / HTTP/1.0\r\n\r\n"),
                of(Trait.BODY_ON_GET, field("Content-Length: 1") + "1", field("Content-Length: 0") + PLAIN),
                of(Trait.PIPELINED, PLAIN + PLAIN, PLAIN + "\r\n"),
                of(Trait.PIPELINED, post("Content-Length: x", "junk") + PLAIN, post("Content-Length: x", "junk")),
                of(Trait.TRUNCATED, "GET / HTTP/1.1\r\nHost: a\r\n", PLAIN),
                of(Trait.TRUNCATED, "GET /", "GET /\r\n"),
                of(Trait.TRUNCATED, post("Content-Length: 2", "1"), post("Content-Length: 2", "12")));
    }

    static List<TraitExample> chunks() {
        return List.of(
                of(Trait.CHUNK_SIZE_INVALID, chunked("0x1\r\n1\r\n0\r\n\r\n"), chunked("1\r\n1\r\n0\r\n\r\n")),
                of(Trait.CHUNK_SIZE_INVALID, chunked("\r\n"), chunked("0\r\n\r\n")),
                of(Trait.CHUNK_SIZE_INVALID, chunked("fffffffffffffffff\r\n"), chunked("fffffffff\r\n")),
                of(Trait.CHUNK_SIZE_SPELLING, chunked("01\r\n1\r\n0\r\n\r\n"), chunked("A\r\n0123456789\r\n0\r\n\r\n")),
                of(Trait.CHUNK_SIZE_SPELLING, chunked("1 \r\n1\r\n0\r\n\r\n"), chunked("1\r\n1\r\n0\r\n\r\n")),
                of(Trait.BODY_LARGE, chunked("100001\r\n"), chunked("100000\r\n")),
                of(
                        Trait.CHUNK_LINE_LONG,
                        chunked("0;" + "a".repeat(255) + "\r\n\r\n"),
                        chunked("0;" + "a".repeat(254) + "\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION, chunked("0;a=b\r\n\r\n"), chunked("0\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION_SPACES, chunked("0 ;a=b\r\n\r\n"), chunked("0;a=b\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION_INVALID, chunked("0;=b\r\n\r\n"), chunked("0;a=\"b;=\\\"\"\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION_INVALID, chunked("0;\r\n\r\n"), chunked("0;a;b=c\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION_LINE_END, chunked("0;a\n\r\n"), chunked("0;a\r\n\r\n")),
                of(Trait.CHUNK_EXTENSION_LINE_END, chunked("0;a\rb\r\n\r\n"), chunked("0;a\r\n\r\n")),
                of(Trait.CHUNK_TERMINATOR, chunked("1\r\n1X\r\n0\r\n\r\n"), chunked("1\r\nX\r\n0\r\n\r\n")),
                of(Trait.CHUNK_TERMINATOR, chunked("1\r\n1\n0\r\n\r\n"), chunked("1\r\n\n\r\n0\r\n\r\n")),
                of(Trait.BARE_LF, chunked("0\n\r\n"), chunked("1\r\n\n\r\n0\r\n\r\n")),
                of(Trait.TRAILERS, chunked("0\r\nX: 1\r\n\r\n"), chunked("0\r\n\r\n")),
                of(Trait.TRAILERS_SENSITIVE, chunked("0\r\nHost: b\r\n\r\n"), chunked("0\r\nX: b\r\n\r\n")),
                of(
                        Trait.TRAILERS_SENSITIVE,
                        chunked("0\r\nX-Forwarded-For: b\r\n\r\n"),
                        chunked("0\r\nX-Forwarded: b\r\n\r\n")),
                of(
                        Trait.TRAILERS_LARGE,
                        chunked("0\r\nX: " + "1".repeat(8192) + "\r\n\r\n"),
                        chunked("0\r\nX: " + "1".repeat(8000) + "\r\n\r\n")),
                of(
                        Trait.TRAILERS_LARGE,
                        chunked("0\r\n" + "X:\r\n".repeat(101) + "\r\n"),
                        chunked("0\r\n" + "X:\r\n".repeat(100) + "\r\n")),
                of(Trait.BODY_64K, chunked("10000\r\n" + "a".repeat(65536) + "\r\n0\r\n\r\n"), chunked("0\r\n\r\n")),
                of(Trait.TRUNCATED, chunked("1\r\n1\r\n"), chunked("1\r\n1\r\n0\r\n\r\n")),
                of(Trait.TRUNCATED, chunked("0\r\n"), chunked("0\r\n\r\n")));
    }

    private static TraitExample of(Trait trait, String unusual, String usual) {
        return new TraitExample(trait, unusual, usual);
    }

    private static String line(String requestLine) {
        return requestLine + "\r\nHost: a\r\n\r\n";
    }

    private static String field(String line) {
        return "GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n";
    }

    private static String post(String lines, String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n" + body;
    }

    private static String coded(String value) {
        return post("Transfer-Encoding:" + value, "0\r\n\r\n");
    }

    private static String chunked(String body) {
        return post("Transfer-Encoding: chunked", body);
    }
}
