// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The transfer codings that the Transfer-Encoding field lines of a message list together (RFC 9112 §6.1).
 *
 * @param present whether there is such a field
 * @param codings the codings in order, empty members left out
 * @param emptyMembers whether a list had empty members beside others
 */
public record TransferCodings(boolean present, List<Coding> codings, boolean emptyMembers) {

    /** One coding: its name as written, and its parameters; a semicolon where one announces some and none follow. */
    public record Coding(String name, String parameters) {
        /** Tells whether this is the chunked coding, in whatever case. */
        public boolean isChunked() {
            return name.toLowerCase(Locale.ROOT).equals("chunked");
        }

        /** Tells whether the name is a token. */
        public boolean isToken() {
            return Grammar.isToken(name);
        }
    }

    /** What stands for parameters where a semicolon announces some and none follow. */
    private static final String LONE_SEMICOLON = ";";

    /** Copies the list. */
    public TransferCodings {
        codings = List.copyOf(codings);
    }

    /** Reads the Transfer-Encoding lines among fields. */
    public static TransferCodings of(List<Field> fields) {
        List<Coding> codings = new ArrayList<>();
        boolean present = false;
        boolean empty = false;
        for (Field field : fields) {
            if (field.is("transfer-encoding")) {
                present = true;
                for (String member : members(field.value())) {
                    empty |= member.isEmpty();
                    add(member, codings);
                }
            }
        }
        return new TransferCodings(present, codings, empty && !codings.isEmpty());
    }

    private static void add(String member, List<Coding> codings) {
        if (!member.isEmpty()) {
            int semicolon = member.indexOf(';');
            String name = semicolon < 0 ? member : member.substring(0, semicolon);
            String parameters = semicolon < 0 ? "" : Grammar.trimOws(member.substring(semicolon + 1));
            boolean lonely = semicolon >= 0 && parameters.isEmpty();
            codings.add(new Coding(Grammar.trimOws(name), lonely ? LONE_SEMICOLON : parameters));
        }
    }

    /** Splits at commas outside quoted strings. */
    public static List<String> members(String value) {
        List<String> members = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                members.add(Grammar.trimOws(value.substring(from, i)));
                from = i + 1;
            }
        }
        members.add(Grammar.trimOws(value.substring(from)));
        return members;
    }

    /** Tells whether chunked is the last coding, so that the length can be determined. */
    public boolean endsWithChunked() {
        return !codings.isEmpty() && codings.get(codings.size() - 1).isChunked();
    }

    /** Returns how often chunked is listed. */
    public long timesChunked() {
        return codings.stream().filter(Coding::isChunked).count();
    }
}
