// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * A writer to a console, which may be a terminal: whatever a server, a file or a name holds, a terminal shows it and
 * obeys none of it. Control characters other than line feed and tab, and characters that change the direction of
 * writing, are written as {@code \}{@code uXXXX}, which JSON reads as the same character.
 */
final class ConsoleWriter extends PrintWriter {

    private static final String RENEW = "\r\u001b[2K";

    private final Writer console;

    ConsoleWriter(Writer console) {
        super(new Escaping(console), true);
        this.console = console;
    }

    /** Empties the line the cursor is in; the one control sequence that is ours. */
    static void renew(PrintWriter out) {
        if (out instanceof ConsoleWriter writer) {
            writer.renew();
        }
    }

    private void renew() {
        try {
            flush();
            console.write(RENEW);
        } catch (IOException e) {
            setError();
        }
    }

    private static final class Escaping extends FilterWriter {

        Escaping(Writer console) {
            super(console);
        }

        @Override
        public void write(int character) throws IOException {
            if (isHarmless((char) character)) {
                out.write(character);
            } else {
                out.write("\\u%04x".formatted(character & 0xFFFF));
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            int start = offset;
            for (int at = offset; at < offset + length; at++) {
                if (!isHarmless(text[at])) {
                    out.write(text, start, at - start);
                    write(text[at]);
                    start = at + 1;
                }
            }
            out.write(text, start, offset + length - start);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.toCharArray(), offset, length);
        }

        private static boolean isHarmless(char character) {
            if (character == '\n' || character == '\t') {
                return true;
            }
            int type = Character.getType(character);
            return type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
        }
    }
}
