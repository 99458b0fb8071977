// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Flaw;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestLine;
import java.util.Locale;
import java.util.Set;

/** What rules of several classes ask about a request. */
final class Requests {

    /** Methods that a server may know (RFC 9110 §9, RFC 5789, RFC 4918 and others of the registry). */
    private static final Set<String> KNOWN_METHODS = Set.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "CONNECT",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "PRI",
            "ACL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "COPY",
            "LABEL",
            "LINK",
            "LOCK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MOVE",
            "ORDERPATCH",
            "PROPFIND",
            "PROPPATCH",
            "QUERY",
            "REBIND",
            "REPORT",
            "SEARCH",
            "UNBIND",
            "UNCHECKOUT",
            "UNLINK",
            "UNLOCK",
            "UPDATE",
            "VERSION-CONTROL");

    /** Methods whose definition gives content a meaning. */
    private static final Set<String> WITH_USE =
            Set.of("POST", "PUT", "PATCH", "PROPFIND", "PROPPATCH", "LOCK", "REPORT", "SEARCH", "QUERY");

    private static final int LONG_HEAD = 1000;

    private Requests() {}

    static boolean isKnownMethod(String method) {
        return KNOWN_METHODS.contains(method);
    }

    static boolean isKnownMethodInOtherCase(String method) {
        return !isKnownMethod(method) && isKnownMethod(method.toUpperCase(Locale.ROOT));
    }

    /** Tells whether a complete request has nothing that any rule lets a server refuse for its form. */
    static boolean isFlawless(Message message) {
        return message.isFlawless();
    }

    /**
     * Tells whether nothing about a request but its content gives a server a reason to treat it in a way of its own.
     */
    static boolean isUnremarkable(Message message) {
        return message.line().form() == RequestLine.TargetForm.ORIGIN && isUnremarkableButForForm(message);
    }

    /** Tells the same of a request whose target may be a URI as well. */
    static boolean isUnremarkableButForForm(Message message) {
        return isFlawless(message)
                && isKnownMethod(message.method())
                && isUsualTarget(message.line())
                && message.headEnd() - message.start() < LONG_HEAD
                && !message.has("expect")
                && !message.has("upgrade")
                && message.fields().stream()
                        .noneMatch(field -> FieldRules.isPadded(field) && FieldRules.hasWhitespace(field));
    }

    private static boolean isUsualTarget(RequestLine line) {
        return line.target().indexOf('%') < 0
                && !line.path().contains("//")
                && !line.path().contains("..");
    }

    static boolean isGrammatical(Message message) {
        return message.flaws().stream().noneMatch(Flaw::isUngrammatical);
    }

    /** Tells whether a request has content that its method has a use for (RFC 9110 §9.3). */
    static boolean hasUsefulContent(Message message) {
        return WITH_USE.contains(message.method()) && !message.body().content().isEmpty();
    }

    static boolean hasContent(Message message) {
        return !message.body().content().isEmpty() || message.framing() == Message.Framing.CHUNKED;
    }

    /** Tells whether there is content to come according to the header section. */
    static boolean announcesContent(Message message) {
        return message.framing() == Message.Framing.CHUNKED
                || (message.framing() == Message.Framing.LENGTH
                        && message.contentLength().clamped() > 0);
    }

    static boolean isIncomplete(Message message) {
        return message.extent() == Message.Extent.BODY_INCOMPLETE || message.extent() == Message.Extent.HEAD_INCOMPLETE;
    }
}
