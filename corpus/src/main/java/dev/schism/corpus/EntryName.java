// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The directory name of an entry: what differs, then between whom. */
final class EntryName {

    /** Longest name; file systems commonly allow 255 octets, and temporary names are longer than this one. */
    static final int MAX_LENGTH = 200;

    /** Longest server name within an entry name. */
    private static final int MAX_SERVER = 40;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9.]+");

    private EntryName() {}

    /**
     * Returns the name for a signature and two servers. The signature's slug keeps different signatures apart; a server
     * name that loses something on the way into a file name gets a hash that keeps it apart, too.
     */
    static String of(Signature signature, String reference, String target) {
        return trim(signature.slug()) + "--" + server(reference) + "-vs-" + server(target);
    }

    /**
     * Returns the name for a signature, the rule that decides and two servers: the same octets may break one rule in
     * one place and another one in another, which are two things to know.
     */
    static String of(Signature signature, Optional<Rule> rule, String reference, String target) {
        String law = rule.map(Rule::id).orElse("no-rule").toLowerCase(Locale.ROOT);
        return trim(signature.slug()) + "-" + law + "--" + server(reference) + "-vs-" + server(target);
    }

    /** Tells whether a text can be the name of an entry; anything else could leave the corpus directory. */
    static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    }

    private static String server(String name) {
        String plain = trim(FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"));
        String kept = plain.substring(0, Math.min(plain.length(), MAX_SERVER));
        return kept.equals(name) ? name : "%s-%08x".formatted(kept, name.hashCode());
    }

    /** Removes what a name must not begin or end with. */
    private static String trim(String text) {
        return text.replaceAll("^[-.]+|[-.]+$", "");
    }
}
