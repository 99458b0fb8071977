// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is unusual in the octets that a client sent. The order of the constants is the order in signatures.
 *
 * <p>Unusual is not the same as invalid: a rule book decides what each one allows a server to do.
 */
public enum Trait {
    /** Empty lines before a request line (RFC 9112 §2.2). */
    LEADING_EMPTY_LINE("leading-empty-line", "an empty line before the request line"),
    /** A request line without a method. */
    METHOD_EMPTY("method-empty", "a request line without a method"),
    /** A method with an octet that no token has (RFC 9110 §5.6.2). */
    METHOD_INVALID("method-invalid", "a method that is no token"),
    /** A registered method with lower-case letters, which makes it another one (RFC 9110 §9.1). */
    METHOD_LOWER("method-lower", "a method in lower case"),
    /** A token that is no method of RFC 9110 §9 or RFC 5789. */
    METHOD_UNKNOWN("method-unknown", "an unknown method"),
    /** HEAD, whose response has no content. */
    METHOD_HEAD("method-head", "HEAD"),
    /** CONNECT, which asks for a tunnel. */
    METHOD_CONNECT("method-connect", "CONNECT"),
    /** TRACE, which asks for the request itself. */
    METHOD_TRACE("method-trace", "TRACE"),
    /** A target in absolute-form (RFC 9112 §3.2.2). */
    TARGET_ABSOLUTE("target-absolute", "a target in absolute-form"),
    /** A target in authority-form (RFC 9112 §3.2.3). */
    TARGET_AUTHORITY("target-authority", "a target in authority-form"),
    /** A target in asterisk-form (RFC 9112 §3.2.4). */
    TARGET_ASTERISK("target-asterisk", "the target *"),
    /** A request line without a target. */
    TARGET_EMPTY("target-empty", "a request line without a target"),
    /** A target in none of the four forms. */
    TARGET_OTHER("target-other", "a target in none of the four forms"),
    /** A target with an octet that no URI has outside a fragment (RFC 3986 §2). */
    TARGET_INVALID_OCTET("target-invalid-octet", "a target with an octet that no URI has"),
    /** A target with percent-encoding (RFC 3986 §2.1). */
    TARGET_PERCENT("target-percent", "a percent-encoded target"),
    /** A target with a percent sign that two hexadecimal digits do not follow. */
    TARGET_PERCENT_INVALID("target-percent-invalid", "a target with a broken percent-encoding"),
    /** A target with {@code %00}: what no file name and no C string holds. */
    TARGET_PERCENT_NUL("target-percent-nul", "a percent-encoded NUL"),
    /** A path with {@code .} or {@code ..} as a segment (RFC 3986 §3.3). */
    TARGET_DOT_SEGMENT("target-dot-segment", "a path with a dot segment"),
    /** A path with an empty segment before its last. */
    TARGET_EMPTY_SEGMENT("target-empty-segment", "a path with an empty segment"),
    /** A request line without a version, as in HTTP/0.9. */
    VERSION_MISSING("version-missing", "a request line without a version"),
    /** HTTP/1.0. */
    VERSION_1_0("version-1.0", "HTTP/1.0"),
    /** A version whose name is not in upper case. */
    VERSION_LOWER("version-lower", "a version in lower case"),
    /** HTTP/1 with another minor version, such as HTTP/1.2 (RFC 9110 §2.5). */
    VERSION_MINOR("version-minor", "another minor version of HTTP/1"),
    /** Another major version, well-formed, such as HTTP/2.0 (RFC 9110 §2.5). */
    VERSION_MAJOR("version-major", "another major version of HTTP"),
    /** Something that is no version in the place of one (RFC 9112 §2.3). */
    VERSION_MALFORMED("version-malformed", "a malformed version"),
    /** Whitespace in a request line beyond the two single spaces (RFC 9112 §3). */
    REQUEST_LINE_SPACES("request-line-spaces", "odd whitespace in the request line"),
    /** No Host field in a request that needs one (RFC 9112 §3.2). */
    HOST_MISSING("host-missing", "a request without Host"),
    /** Several Host field lines. */
    HOST_MULTIPLE("host-multiple", "several Host fields"),
    /** A Host field without a value. */
    HOST_EMPTY("host-empty", "an empty Host field"),
    /** A Host field value that is no host with an optional port (RFC 9110 §7.2). */
    HOST_INVALID("host-invalid", "a Host field that is no host"),
    /** A host with an empty label, such as {@code a..b} or a single dot; the dot at the end of a full name is none. */
    HOST_EMPTY_LABEL("host-empty-label", "a Host with an empty label"),
    /** A field line without a colon. */
    FIELD_NO_COLON("field-no-colon", "a field line without a colon"),
    /** A field line that begins with its colon. */
    FIELD_NAME_EMPTY("field-name-empty", "a field line without a name"),
    /** A field name with an octet that no token has (RFC 9110 §5.1). */
    FIELD_NAME_INVALID("field-name-invalid", "a field name that is no token"),
    /** A field name that is a token and has octets beyond letters, digits and dashes. */
    FIELD_NAME_UNUSUAL("field-name-unusual", "a field name with unusual octets"),
    /** Whitespace between field name and colon (RFC 9112 §5.1). */
    SPACE_BEFORE_COLON("space-before-colon", "whitespace before the colon of a field line"),
    /** HTAB beside a field value, which is optional whitespace like SP (RFC 9110 §5.6.3). */
    TAB_AROUND_VALUE("tab-around-value", "a tab beside a field value"),
    /** A field line continued on the next line (RFC 9112 §5.2). */
    OBS_FOLD("obs-fold", "a folded field line"),
    /** Whitespace at the start of the line after the request line (RFC 9112 §2.2). */
    FIRST_LINE_FOLDED("first-line-folded", "whitespace at the start of the first field line"),
    /** A line that ends with LF alone (RFC 9112 §2.2). */
    BARE_LF("bare-lf", "a line that ends with LF alone"),
    /** A CR that LF does not follow (RFC 9112 §2.2). */
    BARE_CR("bare-cr", "a CR that no LF follows"),
    /** A CR before the CRLF that ends a line. */
    EXTRA_CR("extra-cr", "a CR too many at the end of a line"),
    /** A NUL in a head or a chunk line. */
    NUL("nul", "a NUL"),
    /** Another control octet there; HTAB is none. */
    CONTROL_OCTET("control-octet", "a control octet"),
    /** An octet above 0x7F there (RFC 9110 §5.5). */
    OBS_TEXT("obs-text", "an octet above 0x7F"),
    /** A head of more than 8 KiB. */
    LARGE_HEAD("large-head", "a head of more than 8 KiB"),
    /** A section of more than 100 field lines. */
    MANY_FIELDS("many-fields", "more than 100 field lines"),
    /** Several lines of a request field that has one value or is understood once, such as Authorization. */
    FIELD_REPEATED("field-repeated", "several lines of a field that usually has one"),
    /** A request line of more than 4 KiB; RFC 9112 §3 recommends to support 8,000 octets. */
    LONG_REQUEST_LINE("long-request-line", "a request line of more than 4 KiB"),
    /** A Content-Length that is no decimal number, or one beyond 63 bits. */
    CL_INVALID("cl-invalid", "a Content-Length that is no number"),
    /** A Content-Length with leading zeros. */
    CL_SPELLING("cl-spelling", "a Content-Length with leading zeros"),
    /** A list in a Content-Length field line (RFC 9112 §6.3). */
    CL_LIST("cl-list", "a list as Content-Length"),
    /** Several Content-Length field lines. */
    CL_MULTIPLE("cl-multiple", "several Content-Length fields"),
    /** Content-Length values that differ. */
    CL_CONFLICT("cl-conflict", "Content-Length values that contradict each other"),
    /** Content-Length and Transfer-Encoding in one request (RFC 9112 §6.3). */
    CL_AND_TE("cl-and-te", "Content-Length beside Transfer-Encoding"),
    /** Content announced of more than 1 MiB, by Content-Length or by the size of one chunk. */
    BODY_LARGE("body-large", "an announced content of more than 1 MiB"),
    /** Content of 64 KiB and more that is there: beyond what many servers read at once or keep in memory. */
    BODY_64K("body-64k", "content of 64 KiB and more"),
    /** A transfer coding that is not registered, or none at all (RFC 9112 §7). */
    TE_UNKNOWN("te-unknown", "an unknown transfer coding"),
    /** Chunked that is not the one last transfer coding (RFC 9112 §6.1). */
    TE_NOT_FINAL("te-not-final", "chunked that is not the last transfer coding"),
    /** Several Transfer-Encoding field lines. */
    TE_MULTIPLE("te-multiple", "several Transfer-Encoding fields"),
    /** A registered transfer coding besides chunked (RFC 9112 §7.2). */
    TE_COMPRESSION("te-compression", "a compressing transfer coding"),
    /** A transfer coding with upper case (RFC 9112 §7: names are case-insensitive). */
    TE_CASE("te-case", "a transfer coding in upper case"),
    /** A transfer coding with a parameter, or the semicolon of one (RFC 9112 §7.1). */
    TE_PARAMETER("te-parameter", "a transfer coding with a parameter"),
    /** An empty element in the list of transfer codings (RFC 9110 §5.6.1). */
    TE_EMPTY_ELEMENT("te-empty-element", "an empty element among the transfer codings"),
    /** A transfer coding in quotes, or beside octets that are no optional whitespace. */
    TE_DISGUISED("te-disguised", "a disguised transfer coding"),
    /** Transfer-Encoding in a request of HTTP/1.0 (RFC 9112 §6.1). */
    TE_1_0("te-1.0", "Transfer-Encoding in HTTP/1.0"),
    /** A chunk size that is no hexadecimal number, or one beyond 60 bits (RFC 9112 §7.1). */
    CHUNK_SIZE_INVALID("chunk-size-invalid", "a chunk size that is no hexadecimal number"),
    /** A chunk size with leading zeros, or with whitespace around it. */
    CHUNK_SIZE_SPELLING("chunk-size-spelling", "a chunk size with leading zeros or whitespace"),
    /** A chunk extension (RFC 9112 §7.1.1). */
    CHUNK_EXTENSION("chunk-extension", "a chunk extension"),
    /** Whitespace around the parts of a chunk extension, which recipients have to accept (RFC 9112 §7.1.1). */
    CHUNK_EXTENSION_SPACES("chunk-extension-spaces", "whitespace around a chunk extension"),
    /** A chunk extension that does not follow the grammar (RFC 9112 §7.1.1). */
    CHUNK_EXTENSION_INVALID("chunk-extension-invalid", "a malformed chunk extension"),
    /** A CR or LF inside a chunk extension, or LF alone after one: where the line ends depends on the reader. */
    CHUNK_EXTENSION_LINE_END("chunk-extension-line-end", "a CR or LF inside a chunk extension"),
    /** A chunk line of more than 256 octets (RFC 9112 §7.1.1 asks for a limit). */
    CHUNK_LINE_LONG("chunk-line-long", "a chunk line of more than 256 octets"),
    /** Chunk data that CRLF does not follow. */
    CHUNK_TERMINATOR("chunk-terminator", "chunk data that no CRLF follows"),
    /** A trailer section (RFC 9112 §7.1.2). */
    TRAILERS("trailers", "a trailer section"),
    /** A trailer field of framing, routing or authentication, which is never merged (RFC 9110 §6.5.1). */
    TRAILERS_SENSITIVE("trailers-sensitive", "a trailer field that means something only in a head"),
    /** A trailer section of more than 8 KiB or 100 lines (RFC 9110 §5.4). */
    TRAILERS_LARGE("trailers-large", "a trailer section of more than 8 KiB or 100 lines"),
    /** A TE field, which tells what transfer codings the client takes in a response (RFC 9110 §10.1.4). */
    ACCEPTS_CODINGS("accepts-codings", "TE"),
    /** An Expect field (RFC 9110 §10.1.1). */
    EXPECT("expect", "Expect"),
    /** An expectation other than {@code 100-continue}. */
    EXPECT_UNKNOWN("expect-unknown", "an unknown expectation"),
    /** An Upgrade field (RFC 9110 §7.8). */
    UPGRADE("upgrade", "Upgrade"),
    /** The connection option {@code close} (RFC 9112 §9.6). */
    CONNECTION_CLOSE("connection-close", "Connection: close"),
    /** A connection option that is no token (RFC 9110 §7.6.1). */
    CONNECTION_INVALID("connection-invalid", "a connection option that is no token"),
    /** The connection option {@code keep-alive} in a request of HTTP/1.0 (RFC 9112 §9.3). */
    KEEP_ALIVE_1_0("keep-alive-1.0", "keep-alive in HTTP/1.0"),
    /** Content with GET, HEAD or TRACE (RFC 9110 §9.3). */
    BODY_ON_GET("body-on-get", "content in a request that usually has none"),
    /** More than one request. */
    PIPELINED("pipelined", "a further request on the connection"),
    /** A last request that ends before it is complete. */
    TRUNCATED("truncated", "a request that ends early");

    private static final Set<Trait> AMBIENT =
            EnumSet.of(PIPELINED, CONNECTION_CLOSE, VERSION_1_0, TARGET_AUTHORITY, TRUNCATED);

    private final String key;
    private final String words;

    Trait(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** Returns the trait of a name. */
    public static Optional<Trait> of(String key) {
        return Arrays.stream(values()).filter(trait -> trait.key.equals(key)).findFirst();
    }

    /** Returns the name in signatures, such as {@code cl-and-te}. */
    public String key() {
        return key;
    }

    /** Returns the part of a request that this is about, the first word of the name, such as {@code te}. */
    public String part() {
        int dash = key.indexOf('-');
        return dash < 0 ? key : key.substring(0, dash);
    }

    /** Returns it as people say it, behind a verb, such as {@code a Host field that is no host}. */
    public String words() {
        return words;
    }

    /**
     * Tells whether this one says nothing beside others: one of them implies it, as a malformed extension implies an
     * extension, or it is only where a server is met and not what it objects to, as a further request on the
     * connection.
     */
    public boolean isImpliedBy(Set<Trait> others) {
        return switch (this) {
            case HOST_INVALID, CONNECTION_INVALID, TE_DISGUISED -> others.contains(EXTRA_CR);
            case BARE_CR, CONTROL_OCTET, EXTRA_CR -> others.contains(REQUEST_LINE_SPACES);
            case CHUNK_EXTENSION ->
                others.contains(CHUNK_LINE_LONG)
                        || others.contains(CHUNK_EXTENSION_INVALID)
                        || others.contains(CHUNK_EXTENSION_LINE_END)
                        || others.contains(CHUNK_EXTENSION_SPACES);
            case BODY_64K -> others.contains(BODY_LARGE);
            case TRAILERS -> others.contains(TRAILERS_SENSITIVE) || others.contains(TRAILERS_LARGE);
            case CL_LIST, CL_MULTIPLE -> others.contains(CL_CONFLICT) || others.contains(CL_INVALID);
            case EXPECT -> others.contains(EXPECT_UNKNOWN);
            case LARGE_HEAD -> others.contains(LONG_REQUEST_LINE);
            case TARGET_PERCENT -> others.contains(TARGET_PERCENT_NUL);
            case TARGET_INVALID_OCTET -> others.contains(NUL) || others.contains(CONTROL_OCTET);
            case PIPELINED, CONNECTION_CLOSE, VERSION_1_0, TARGET_AUTHORITY, TRUNCATED ->
                others.stream().anyMatch(other -> other != this && !AMBIENT.contains(other));
            default -> false;
        };
    }
}
