// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Trait;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Blame.Party;
import dev.schism.oracle.rules.Ground;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.Anomaly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {

    private static final List<Way> WAYS = List.of(
            new Way(Way.EXCHANGE, "400", "200"),
            new Way(Way.EXCHANGE, "200", "501"),
            new Way(Way.EXCHANGE, "200", "204"),
            new Way(Way.EXCHANGE, "waiting", "400"),
            new Way(Way.EXCHANGE, "closed", "200cut"),
            new Way(Way.EXCHANGE, "no-http", "reset"),
            new Way(Way.END, "open", "fin"),
            new Way(Way.END, "rst", "fin"),
            new Way("leftover", "none", "some"),
            new Way("seen-target", "", ""),
            new Way("seen-body", "", ""),
            new Way("seen-body", "sent", "other"),
            new Way("seen-method", "other", "sent"),
            new Way("seen-authority", "other", "other"),
            new Way("seen-echo-missing-on-reference", "", ""),
            new Way("form:empty-head-on-target", "", ""),
            new Way("form:coding-for-http10-on-target", "", ""),
            new Way("form:interim-for-http10-on-reference", "", ""),
            new Way("form:something-new-on-target", "", ""),
            new Way("seen-header:missing-on-target", "", ""),
            new Way("seen-header:via-missing-on-reference", "", ""),
            new Way("seen-header:x-forwarded-for-value", "", ""),
            new Way("seen-header:combined", "", ""),
            new Way("header:vary", "", ""),
            new Way("body", "", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TARGET_WRONG    | HO-01 | exchange | 400 | 200 | netty accepts a request without Host; RFC 9112 §3.2 wants 400",
                "REFERENCE_WRONG | HO-01 | exchange | 200 | 400 | nginx accepts a request without Host; RFC 9112 §3.2 wants 400",
                "TARGET_WRONG    | HO-01 | exchange | 400 | 501 | netty answers 501 to a request without Host; RFC 9112 §3.2 wants 400",
                "BOTH_WRONG      | HO-01 | exchange | 200 | 501 | nginx accepts a request without Host, netty answers 501; RFC 9112 §3.2 wants 400",
                "BOTH_ALLOWED    |       | exchange | 400 | waiting | nginx answers 400 to a request without Host, netty waits for more; no rule forbids either",
                "BOTH_ALLOWED    | HO-01 | exchange | no-http | 200 | nginx answers no status line to a request without Host, netty accepts it; RFC 9112 §3.2 leaves the choice",
                "BOTH_ALLOWED    |       | end | rst | fin | nginx resets the connection after a request without Host, netty closes it; no rule forbids either",
                "BOTH_ALLOWED    |       | end | open | fin | nginx keeps the connection open after a request without Host, netty closes it; no rule forbids either",
                "NOT_DECIDABLE   |       | exchange | 204 | 200 | nginx answers 204 to a request without Host, netty answers 200; not decidable: no rule covers it; what each server understood would tell",
            })
    void saysWhoDoesWhatWithWhatAndWhatTheTextWants(
            Party party, String rule, String kind, String reference, String target, String sentence) {
        Cause cause = cause(
                party, Optional.ofNullable(rule).map(RuleBook::rule), new Way(kind, reference, target), "host-missing");

        assertThat(cause.sentence("nginx", "netty")).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seen-target                          | nginx and netty see different targets, at a request without Host; no rule forbids either",
                "seen-header:missing-on-target        | nginx sees a field that netty does not, at a request without Host; no rule forbids either",
                "seen-header:via-missing-on-reference | netty sees the field via that nginx does not, at a request without Host; no rule forbids either",
                "seen-header:via-value                | nginx and netty see different values of the field via, at a request without Host; no rule forbids either",
                "header:vary                          | nginx and netty differ in the field vary of the response, at a request without Host; no rule forbids either",
            })
    void saysWhatIsSeenOtherwise(String kind, String sentence) {
        Cause cause = cause(Party.BOTH_ALLOWED, Optional.empty(), new Way(kind, "", ""), "host-missing");

        assertThat(cause.sentence("nginx", "netty")).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seen-target    | sent   | other | netty sees another target than was sent, at a request without Host",
                "seen-method    | other  | sent  | nginx sees another method than was sent, at a request without Host",
                "seen-body      | sent   | other | netty sees other content than was sent, at a request without Host",
                "seen-body      | other  | other | nginx and netty see different content, and neither what was sent, at a request without Host",
                "seen-authority | ''     | ''    | nginx and netty see different authorities, at a request without Host",
                "seen-echo-missing-on-target | '' | '' | netty answers without showing the request, nginx shows it, at a request without Host",
                "form:unexpected-content-on-target | '' | '' | netty sends content with a response that has none, nginx does not, at a request without Host",
                "form:bare-lf-on-reference | '' | '' | nginx ends lines of a response with LF alone, netty does not, at a request without Host",
                "leftover       | waiting | some | netty sends octets after its last response, nginx does not, at a request without Host",
                "leftover       | some   | some  | nginx and netty differ in the octets after the last response, at a request without Host",
            })
    void saysWhichSideDeparts(String kind, String reference, String target, String deed) {
        Cause cause = cause(Party.BOTH_ALLOWED, Optional.empty(), new Way(kind, reference, target), "host-missing");

        assertThat(cause.sentence("nginx", "netty")).isEqualTo(deed + "; no rule forbids either");
    }

    @ParameterizedTest
    @EnumSource(Anomaly.Kind.class)
    void hasWordsForEveryFormThatIsCompared(Anomaly.Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Cause cause =
                cause(Party.BOTH_ALLOWED, Optional.empty(), new Way("form:" + name + "-on-target", "", ""), "nul");
        boolean toldElsewhere =
                Set.of("no-status-line", "truncated", "head-too-large").contains(name);

        assertThat(cause.sentence("nginx", "netty").contains("in the form of")).isEqualTo(toldElsewhere);
        isWhole(cause.sentence("nginx", "netty"));
    }

    @Test
    void joinsSeveralTraitsByAnd() {
        Cause cause = cause(Party.BOTH_ALLOWED, Optional.empty(), WAYS.get(0), "host-missing", "bare-lf");

        assertThat(cause.sentence("nginx", "netty"))
                .startsWith(
                        "nginx answers 400 to a request without Host and a line that ends with LF alone, netty accepts it;");
    }

    /** Every rule, every way and every trait, for each party: one sentence that is whole and not doubled. */
    @ParameterizedTest
    @EnumSource(Party.class)
    void isWholeWhateverRuleWayAndTraitItIsOf(Party party) {
        for (Way way : WAYS) {
            for (Rule rule : RuleBook.rules()) {
                isWhole(cause(party, Optional.of(rule), way).sentence("nginx", "netty"));
            }
            for (Trait trait : Trait.values()) {
                isWhole(cause(party, Optional.empty(), way, trait.key()).sentence("nginx", "netty"));
            }
        }
    }

    private static void isWhole(String sentence) {
        assertThat(sentence)
                .matches("[a-zA-Z].+; .*[^.;, ]")
                .doesNotContainPattern("\\b(\\w+) \\1\\b|  |§[^;,]*, §|null|%[sd]");
        assertThat(sentence.split("; ", 2)[0].length()).as(sentence).isLessThanOrEqualTo(200);
    }

    private static Cause cause(Party party, Optional<Rule> rule, Way way, String... traits) {
        Optional<Verdict> verdict =
                rule.map(one -> new Verdict(one, Verdict.Result.FAIL, 0, 0, "", "", "", Ground.RULE, ""));
        List<String> names = new ArrayList<>(Arrays.asList(traits));
        assertThat(Stream.of(traits).map(Trait::of)).allMatch(Optional::isPresent);
        return new Cause(new Blame(party, verdict, verdict), way, names);
    }
}
