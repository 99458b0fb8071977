// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** A response while it is read. */
final class Draft {

    private final Received received;
    private final int start;
    private final Anomalies anomalies;
    private final FieldSection headers;
    private final FieldSection trailers;
    private final Pieces content = new Pieces();
    private StatusLine statusLine = StatusLine.UNKNOWN;
    private Framing framing = Framing.NONE;

    Draft(Received received, int start) {
        this.received = received;
        this.start = start;
        this.anomalies = new Anomalies(received);
        this.headers = new FieldSection(received, anomalies);
        this.trailers = new FieldSection(received, anomalies);
        received.countPart();
    }

    Anomalies anomalies() {
        return anomalies;
    }

    FieldSection headers() {
        return headers;
    }

    FieldSection trailers() {
        return trailers;
    }

    Pieces content() {
        return content;
    }

    StatusLine statusLine() {
        return statusLine;
    }

    void statusLine(StatusLine line) {
        statusLine = line;
    }

    void framing(Framing newFraming) {
        framing = newFraming;
    }

    /** Returns the response as it is complete before {@code end}. */
    Response complete(int end, Anomaly... more) {
        return build(true, end, end, more);
    }

    /**
     * Returns the response as far as it came.
     *
     * @param contentFrom where content begins that is not among the pieces yet; it goes on to {@code end}
     */
    Response incomplete(int contentFrom, int end, Anomaly... more) {
        return build(false, contentFrom, end, more);
    }

    /** Returns the response whose content ended with the connection. */
    Response closed(int contentFrom, int end, Anomaly... more) {
        return build(true, contentFrom, end, more);
    }

    private Response build(boolean complete, int contentFrom, int end, Anomaly... more) {
        return new Response(
                statusLine.version(),
                statusLine.status(),
                statusLine.reason(),
                headers.lines(),
                framing,
                content.join(received, contentFrom, end),
                trailers.lines(),
                complete,
                anomalies.with(more),
                start,
                end);
    }
}
