// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the Content-Length field lines of a message say together (RFC 9110 §8.6, RFC 9112 §6.3).
 *
 * @param kind how they can be used
 * @param value the length where there is one, otherwise zero
 * @param members the different members of all lines in order, empty ones left out
 * @param repeated whether one of them stands several times
 * @param emptyMembers whether a list had empty members
 */
public record ContentLength(Kind kind, BigInteger value, List<String> members, boolean repeated, boolean emptyMembers) {

    /** How the lines can be used. */
    public enum Kind {
        /** There is no such line. */
        ABSENT,
        /** One decimal number, perhaps repeated. */
        VALID,
        /** Something that is no decimal number. */
        INVALID,
        /** Numbers that differ. */
        DIFFERING
    }

    /** Stands for an empty value, which is no empty member of a list but an invalid number. */
    private static final String NO_NUMBER = "-";

    private static final int MAX_DIGITS = 100;
    private static final BigInteger INFINITE = BigInteger.TEN.pow(MAX_DIGITS);
    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    /** Copies the list. */
    public ContentLength {
        members = List.copyOf(members);
    }

    /** Reads the Content-Length lines among fields. */
    public static ContentLength of(List<Field> fields) {
        List<String> all = new ArrayList<>();
        boolean present = false;
        for (Field field : fields) {
            if (field.is("content-length")) {
                present = true;
                boolean nothing = field.value().isEmpty();
                all.addAll(nothing ? List.of(NO_NUMBER) : List.of(field.value().split(",", -1)));
            }
        }
        Set<String> members = new LinkedHashSet<>();
        boolean empty = false;
        boolean repeated = false;
        for (String one : all) {
            String member = Grammar.trimOws(one);
            empty |= member.isEmpty();
            repeated |= !member.isEmpty() && !members.add(member);
        }
        return of(present, List.copyOf(members), repeated, empty);
    }

    private static ContentLength of(boolean present, List<String> members, boolean repeated, boolean empty) {
        Kind kind = present ? kind(members) : Kind.ABSENT;
        BigInteger value = kind == Kind.VALID ? number(members.get(0)) : BigInteger.ZERO;
        return new ContentLength(kind, value, members, repeated || members.size() > 1, empty);
    }

    private static Kind kind(List<String> members) {
        if (members.isEmpty() || !members.stream().allMatch(Grammar::isDigits)) {
            return Kind.INVALID;
        }
        BigInteger first = number(members.get(0));
        boolean same = members.stream().allMatch(member -> number(member).equals(first));
        return same ? Kind.VALID : Kind.DIFFERING;
    }

    /** Reads digits; a number of more than {@value #MAX_DIGITS} is as good as infinite, and costs too much to read. */
    private static BigInteger number(String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        String significant = digits.substring(zeros);
        return significant.length() > MAX_DIGITS ? INFINITE : new BigInteger(significant);
    }

    /** Returns the length as far as any message of ours can be long. */
    public long clamped() {
        return value.min(LARGEST_LONG).longValue();
    }
}
