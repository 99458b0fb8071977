// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.EchoJson;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A final response of the embedded server.
 *
 * @param status its status code
 * @param close whether the connection closes behind it
 * @param content its content
 * @param contentSent whether the content is sent, as it is not in answer to HEAD
 * @param allow whether it tells the methods that are implemented
 */
record EmbeddedAnswer(int status, boolean close, Octets content, boolean contentSent, boolean allow) {

    /** The interim response that asks for the content. */
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /** {@code IMF-fixdate} (RFC 9110 §5.6.7), which has two digits for the day where the JDK's format may have one. */
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(400, "Bad Request"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(501, "Not Implemented"),
            Map.entry(505, "HTTP Version Not Supported"));

    static EmbeddedAnswer refusal(int status, boolean close) {
        return new EmbeddedAnswer(status, close, Octets.EMPTY, false, status == 405);
    }

    static EmbeddedAnswer echo(Message message, int ordinal) {
        return new EmbeddedAnswer(
                200,
                message.asksToClose() || message.isHttp10(),
                EchoJson.write(message.echo(ordinal)),
                !message.method().equals("HEAD"),
                message.method().equals("OPTIONS"));
    }

    Octets toOctets(Instant now) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(PHRASES.getOrDefault(status, ""))
                .append("\r\nDate: ")
                .append(IMF_FIXDATE.format(now))
                .append("\r\nContent-Length: ")
                .append(content.length())
                .append("\r\n");
        if (!content.isEmpty()) {
            head.append("Content-Type: application/json\r\n");
        }
        if (allow) {
            head.append("Allow: ")
                    .append(String.join(", ", EmbeddedRules.METHODS))
                    .append("\r\n");
        }
        if (close) {
            head.append("Connection: close\r\n");
        }
        Octets octets = Octets.latin1(head.append("\r\n").toString());
        return contentSent ? octets.plus(content) : octets;
    }
}
