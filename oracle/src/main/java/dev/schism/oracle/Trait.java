// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * One thing that is unusual in the octets that a client sent. The order of the constants is the order in signatures.
 *
 * <p>Unusual is not the same as invalid: a rule book decides what each one allows a server to do.
 */
public enum Trait {
    /** Empty lines before a request line (RFC 9112 §2.2). */
    LEADING_EMPTY_LINE("leading-empty-line"),
    /** A request line without a method. */
    METHOD_EMPTY("method-empty"),
    /** A method with an octet that no token has (RFC 9110 §5.6.2). */
    METHOD_INVALID("method-invalid"),
    /** A registered method with lower-case letters, which makes it another one (RFC 9110 §9.1). */
    METHOD_LOWER("method-lower"),
    /** A token that is no method of RFC 9110 §9 or RFC 5789. */
    METHOD_UNKNOWN("method-unknown"),
    /** HEAD, whose response has no content. */
    METHOD_HEAD("method-head"),
    /** CONNECT, which asks for a tunnel. */
    METHOD_CONNECT("method-connect"),
    /** TRACE, which asks for the request itself. */
    METHOD_TRACE("method-trace"),
    /** A target in absolute-form (RFC 9112 §3.2.2). */
    TARGET_ABSOLUTE("target-absolute"),
    /** A target in authority-form (RFC 9112 §3.2.3). */
    TARGET_AUTHORITY("target-authority"),
    /** A target in asterisk-form (RFC 9112 §3.2.4). */
    TARGET_ASTERISK("target-asterisk"),
    /** A request line without a target. */
    TARGET_EMPTY("target-empty"),
    /** A target in none of the four forms. */
    TARGET_OTHER("target-other"),
    /** A target with an octet that no URI has outside a fragment (RFC 3986 §2). */
    TARGET_INVALID_OCTET("target-invalid-octet"),
    /** A target with percent-encoding (RFC 3986 §2.1). */
    TARGET_PERCENT("target-percent"),
    /** A target with a percent sign that two hexadecimal digits do not follow. */
    TARGET_PERCENT_INVALID("target-percent-invalid"),
    /** A path with {@code .} or {@code ..} as a segment (RFC 3986 §3.3). */
    TARGET_DOT_SEGMENT("target-dot-segment"),
    /** A path with an empty segment before its last. */
    TARGET_EMPTY_SEGMENT("target-empty-segment"),
    /** A request line without a version, as in HTTP/0.9. */
    VERSION_MISSING("version-missing"),
    /** HTTP/1.0. */
    VERSION_1_0("version-1.0"),
    /** A version whose name is not in upper case. */
    VERSION_LOWER("version-lower"),
    /** Any other version, or something else in its place. */
    VERSION_OTHER("version-other"),
    /** Whitespace in a request line beyond the two single spaces (RFC 9112 §3). */
    REQUEST_LINE_SPACES("request-line-spaces"),
    /** No Host field in a request that needs one (RFC 9112 §3.2). */
    HOST_MISSING("host-missing"),
    /** Several Host field lines. */
    HOST_MULTIPLE("host-multiple"),
    /** A Host field without a value. */
    HOST_EMPTY("host-empty"),
    /** A Host field value that is no host with an optional port (RFC 9110 §7.2). */
    HOST_INVALID("host-invalid"),
    /** A field line without a colon. */
    FIELD_NO_COLON("field-no-colon"),
    /** A field line that begins with its colon. */
    FIELD_NAME_EMPTY("field-name-empty"),
    /** A field name with an octet that no token has (RFC 9110 §5.1). */
    FIELD_NAME_INVALID("field-name-invalid"),
    /** Whitespace between field name and colon (RFC 9112 §5.1). */
    SPACE_BEFORE_COLON("space-before-colon"),
    /** A field line continued on the next line (RFC 9112 §5.2). */
    OBS_FOLD("obs-fold"),
    /** Whitespace at the start of the line after the request line (RFC 9112 §2.2). */
    FIRST_LINE_FOLDED("first-line-folded"),
    /** A line that ends with LF alone (RFC 9112 §2.2). */
    BARE_LF("bare-lf"),
    /** A CR that LF does not follow (RFC 9112 §2.2). */
    BARE_CR("bare-cr"),
    /** A NUL in a head or a chunk line. */
    NUL("nul"),
    /** Another control octet there; HTAB is none. */
    CONTROL_OCTET("control-octet"),
    /** An octet above 0x7F there (RFC 9110 §5.5). */
    OBS_TEXT("obs-text"),
    /** A head of more than 8 KiB. */
    LARGE_HEAD("large-head"),
    /** A Content-Length that is no decimal number, or one beyond 63 bits. */
    CL_INVALID("cl-invalid"),
    /** A Content-Length with leading zeros. */
    CL_SPELLING("cl-spelling"),
    /** A list in a Content-Length field line (RFC 9112 §6.3). */
    CL_LIST("cl-list"),
    /** Several Content-Length field lines. */
    CL_MULTIPLE("cl-multiple"),
    /** Content-Length values that differ. */
    CL_CONFLICT("cl-conflict"),
    /** Content-Length and Transfer-Encoding in one request (RFC 9112 §6.3). */
    CL_AND_TE("cl-and-te"),
    /** A transfer coding that is not registered, or none at all (RFC 9112 §7). */
    TE_UNKNOWN("te-unknown"),
    /** Chunked that is not the one last transfer coding (RFC 9112 §6.1). */
    TE_NOT_FINAL("te-not-final"),
    /** Several Transfer-Encoding field lines. */
    TE_MULTIPLE("te-multiple"),
    /** A Transfer-Encoding with upper case, unusual whitespace, quotes, parameters or empty elements. */
    TE_SPELLING("te-spelling"),
    /** Transfer-Encoding in a request of HTTP/1.0 (RFC 9112 §6.1). */
    TE_1_0("te-1.0"),
    /** A chunk size that is no hexadecimal number, or one beyond 60 bits (RFC 9112 §7.1). */
    CHUNK_SIZE_INVALID("chunk-size-invalid"),
    /** A chunk size with leading zeros, or with whitespace around it. */
    CHUNK_SIZE_SPELLING("chunk-size-spelling"),
    /** A chunk extension (RFC 9112 §7.1.1). */
    CHUNK_EXTENSION("chunk-extension"),
    /** Chunk data that CRLF does not follow. */
    CHUNK_TERMINATOR("chunk-terminator"),
    /** A trailer section (RFC 9112 §7.1.2). */
    TRAILERS("trailers"),
    /** An Expect field (RFC 9110 §10.1.1). */
    EXPECT("expect"),
    /** An expectation other than {@code 100-continue}. */
    EXPECT_UNKNOWN("expect-unknown"),
    /** An Upgrade field (RFC 9110 §7.8). */
    UPGRADE("upgrade"),
    /** The connection option {@code close} (RFC 9112 §9.6). */
    CONNECTION_CLOSE("connection-close"),
    /** The connection option {@code keep-alive} in a request of HTTP/1.0 (RFC 9112 §9.3). */
    KEEP_ALIVE_1_0("keep-alive-1.0"),
    /** Content with GET, HEAD or TRACE (RFC 9110 §9.3). */
    BODY_ON_GET("body-on-get"),
    /** More than one request. */
    PIPELINED("pipelined"),
    /** A last request that ends before it is complete. */
    TRUNCATED("truncated");

    private final String key;

    Trait(String key) {
        this.key = key;
    }

    /** Returns the name in signatures, such as {@code cl-and-te}. */
    public String key() {
        return key;
    }
}
