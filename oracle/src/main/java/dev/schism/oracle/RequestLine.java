// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request line taken apart leniently.
 *
 * @param method the method, possibly empty
 * @param target the target, possibly empty; with the spaces in it
 * @param version the version, empty where there is none
 * @param spaced whether there is whitespace beyond the two single spaces
 */
record RequestLine(String method, String target, String version, boolean spaced) {

    private static final String WHITESPACE = " \t\u000B\f\r";
    /** Words of a request line; a line with as many behind whitespace has no word too few. */
    private static final int COMPLETE = 3;

    static RequestLine parse(String line) {
        boolean indented = !line.isEmpty() && WHITESPACE.indexOf(line.charAt(0)) >= 0;
        List<String> words = words(indented ? "-" + line : line);
        boolean nameless = indented && words.size() <= COMPLETE;
        if (indented && !nameless) {
            words = words.subList(1, words.size());
        }
        String method = nameless ? "" : words.get(0);
        boolean versioned = words.size() > 2 || (words.size() == 2 && looksLikeVersion(words.get(1)));
        String version = versioned ? words.get(words.size() - 1) : "";
        String target = String.join(" ", words.subList(1, words.size() - (versioned ? 1 : 0)));
        return new RequestLine(method, target, version, !isPlain(line, method, target, version));
    }

    /** Takes a line apart at runs of whitespace; the first word is there, possibly empty, a last empty one is not. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        do {
            int end = at;
            while (end < line.length() && WHITESPACE.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            words.add(line.substring(at, end));
            at = end;
            while (at < line.length() && WHITESPACE.indexOf(line.charAt(at)) >= 0) {
                at++;
            }
        } while (at < line.length());
        return words;
    }

    private static boolean looksLikeVersion(String word) {
        return word.toUpperCase(Locale.ROOT).startsWith("HTTP/");
    }

    private static boolean isPlain(String line, String method, String target, String version) {
        if (target.indexOf(' ') >= 0) {
            return false;
        }
        String tail = version.isEmpty() ? "" : " " + version;
        boolean missing = target.isEmpty() && (line.equals(method + tail) || line.equals(method));
        return missing || line.equals(method + " " + target + tail);
    }

    boolean isVersion10() {
        return version.equalsIgnoreCase("HTTP/1.0");
    }
}
