// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What the Content-Length field lines of a message say together (RFC 9110 §8.6, RFC 9112 §6.3).
 *
 * @param kind how they can be used
 * @param value the length where there is one, otherwise zero
 * @param members the members of all lines in order, empty ones left out
 * @param emptyMembers whether a list had empty members
 */
record ContentLength(Kind kind, BigInteger value, List<String> members, boolean emptyMembers) {

    enum Kind {
        ABSENT,
        /** One decimal number, perhaps repeated. */
        VALID,
        /** Something that is no decimal number. */
        INVALID,
        /** Numbers that differ. */
        DIFFERING
    }

    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    ContentLength {
        members = List.copyOf(members);
    }

    static ContentLength of(List<Field> fields) {
        List<String> members = new ArrayList<>();
        boolean empty = false;
        boolean present = false;
        for (Field field : fields) {
            if (field.is("content-length")) {
                present = true;
                empty |= addMembers(field.value(), members);
            }
        }
        if (!present) {
            return new ContentLength(Kind.ABSENT, BigInteger.ZERO, members, false);
        }
        Kind kind = kind(members);
        return new ContentLength(kind, kind == Kind.VALID ? number(members.get(0)) : BigInteger.ZERO, members, empty);
    }

    /** Adds the members of one line and tells whether there were empty ones. */
    private static boolean addMembers(String value, List<String> members) {
        boolean empty = false;
        for (String member : value.split(",", -1)) {
            String trimmed = Grammar.trimOws(member);
            if (trimmed.isEmpty()) {
                empty = true;
            } else {
                members.add(trimmed);
            }
        }
        if (Grammar.trimOws(value).isEmpty()) {
            members.add("");
            return false;
        }
        return empty;
    }

    private static Kind kind(List<String> members) {
        if (members.isEmpty() || !members.stream().allMatch(Grammar::isDigits)) {
            return Kind.INVALID;
        }
        BigInteger first = number(members.get(0));
        boolean same = members.stream().allMatch(member -> number(member).equals(first));
        return same ? Kind.VALID : Kind.DIFFERING;
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }

    /** Returns the length as far as any message of ours can be long. */
    long clamped() {
        return value.min(LARGEST_LONG).longValue();
    }
}
