// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** A chunk being written (RFC 9112 §7.1). */
final class ChunkDraft {

    String size;
    String extension = "";
    String sizeEnd = RequestDraft.CRLF;
    String data;
    String dataEnd = RequestDraft.CRLF;

    ChunkDraft(String data) {
        this.size = Integer.toHexString(data.length());
        this.data = data;
    }

    /** Returns a last chunk, which has no data and no end of data. */
    static ChunkDraft last() {
        ChunkDraft last = new ChunkDraft("");
        last.dataEnd = "";
        return last;
    }

    void render(StringBuilder out) {
        out.append(size).append(extension).append(sizeEnd).append(data).append(dataEnd);
    }
}
