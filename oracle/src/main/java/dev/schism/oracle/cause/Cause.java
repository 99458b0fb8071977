// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Trait;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why two sides differ: who departs, the rule or licence that decides, how it shows, and what it takes in the octets
 * sent. Immutable.
 *
 * <p>Of a divergence that was shrunk by experiment the traits are those without which the sides agree, or differ
 * otherwise. Of any other divergence there may be more than it takes.
 *
 * @param blame who departs and by which rule
 * @param way how it shows
 * @param traits names of what is unusual in the octets sent, in the order of {@link Trait}
 */
public record Cause(Blame blame, Way way, List<String> traits) {

    /** What a server may ignore, whatever is in it (RFC 9110 §6.5.1). */
    private static final String IGNORED = Trait.TRAILERS.key();

    /** Copies the list. */
    public Cause {
        traits = List.copyOf(traits);
    }

    /** Returns the cause of a divergence about which a judge has said who is wrong. */
    public static Cause of(Divergence divergence, Blame blame) {
        return new Cause(blame, Way.of(divergence), divergence.signature().traits());
    }

    /** Returns the rule or licence that decides, where there is one. */
    public Optional<Rule> rule() {
        return blame.deciding().map(Verdict::rule);
    }

    /** Tells whether the same side departs, by the same rule, in the same way; traits may differ. */
    public boolean sameCore(Cause other) {
        return sameWay(other) && sameDecision(other);
    }

    /**
     * Tells whether what this one shows may stand for another one while it is made smaller: the same way and the same
     * party, no less grave, and by the same rule where one is broken.
     */
    public boolean standsFor(Cause other) {
        boolean rule = !other.blame.party().isBroken() || ruleId().equals(other.ruleId());
        return sameRole(other) && rule && isAsGraveAs(other);
    }

    /**
     * Tells whether another one need not be looked at: it shows in the same way, with further traits at most, and is no
     * graver; where a rule is broken in it, the same side breaks the same one here.
     */
    public boolean explains(Cause other) {
        boolean named = !traits.isEmpty() || ruleId().equals(other.ruleId());
        boolean lesser = !other.blame.party().isBroken() || sameCore(other);
        return named && lesser && isAsGraveAs(other) && sameWay(other) && other.traits.containsAll(telling());
    }

    /**
     * Tells whether one change in one server would do away with both: they show in the same way, and either the same
     * traits make them do so, or the same side departs by the same rule and the traits of one are among those of the
     * other. Where both sides refuse and only the codes differ, it is one whatever is wrong with a part of the request,
     * and so it is where one side does not look at trailers at all, and where it does the same wrong thing with its
     * responses, whatever they answer.
     */
    public boolean isSameAs(Cause other) {
        if (!sameWay(other) && !keepsLike(other)) {
            return false;
        }
        List<String> mine = telling();
        List<String> others = other.telling();
        boolean nested = areNested(mine, others) || areNested(traits, other.traits);
        boolean ignored = traits.contains(IGNORED) && other.traits.contains(IGNORED);
        return (!mine.isEmpty() && mine.equals(others))
                || ((nested || ignored) && sameDecision(other))
                || sameRefusal(other)
                || (way.isOfForm() && sameWay(other));
    }

    /**
     * Returns what one side alone does wrong, about what: the same for causes that one change of that side would do
     * away with, whatever the other side does and whichever rule says so. Empty where neither side alone is wrong, or
     * it does not show in the fate of a request.
     */
    Optional<String> fault() {
        boolean ofTarget = blame.party() == Blame.Party.TARGET_WRONG;
        boolean alone = ofTarget || blame.party() == Blame.Party.REFERENCE_WRONG;
        return alone && way.isExchange() && !telling().isEmpty()
                ? Optional.of("%s %s %s".formatted(blame.party(), ofTarget ? way.target() : way.reference(), telling()))
                : Optional.empty();
    }

    /** Tells whether another one has all the traits of this one. */
    public boolean isWithin(Cause other) {
        return other.traits.containsAll(traits);
    }

    private static boolean areNested(List<String> some, List<String> others) {
        return some.containsAll(others) || others.containsAll(some);
    }

    /** What a further request shows is what the end of the connection shows. */
    private boolean keepsLike(Cause other) {
        return way.keepsLike(other.way) && isOfEnd() && other.isOfEnd();
    }

    private boolean isOfEnd() {
        return !way.isExchange() || traits.contains(Trait.PIPELINED.key());
    }

    private boolean sameRefusal(Cause other) {
        boolean lawful = !blame.party().isBroken() && !other.blame.party().isBroken();
        Set<String> parts = tellingTraits().stream().map(Trait::part).collect(Collectors.toSet());
        return lawful
                && way.isSameRefusal(other.way)
                && parts.size() == 1
                && other.tellingTraits().stream().allMatch(trait -> parts.contains(trait.part()))
                && !other.telling().isEmpty();
    }

    /** Returns the traits that tell something beside the others, by name. */
    private List<String> telling() {
        return tellingTraits().stream().map(Trait::key).toList();
    }

    private List<Trait> tellingTraits() {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        traits.forEach(name -> Trait.of(name).ifPresent(all::add));
        return all.stream().filter(trait -> !trait.isImpliedBy(all)).toList();
    }

    /** Tells whether this one matters as much to a reader: a rule is broken, or none is, and no less gravely. */
    public boolean isAsGraveAs(Cause other) {
        boolean broken = blame.party().isBroken() || !other.blame.party().isBroken();
        return broken && blame.severity().compareTo(other.blame.severity()) >= 0;
    }

    private boolean sameRole(Cause other) {
        return blame.party() == other.blame.party() && sameWay(other);
    }

    private boolean sameDecision(Cause other) {
        return blame.party() == other.blame.party() && ruleId().equals(other.ruleId());
    }

    private boolean sameWay(Cause other) {
        return wayKey().equals(other.wayKey());
    }

    /** Half a request is waited for, or given up once the client ends the connection. */
    private String wayKey() {
        return isHalf() ? way.keyOfHalf() : way.key();
    }

    /** Returns what is the same for all causes that may be one. */
    String family() {
        return isHalf() && way.isExchange() ? way.keyOfHalf() : way.family();
    }

    private boolean isHalf() {
        return traits.contains(Trait.TRUNCATED.key());
    }

    private String ruleId() {
        return rule().map(Rule::id).orElse("");
    }

    /** Returns a name that stays the same for the same cause: lower-case letters, digits, dashes and dots. */
    public String id() {
        String rule = ruleId().isEmpty() ? "no-rule" : ruleId();
        return Stream.concat(
                        Stream.of(blame.party().words(), rule, way.key()),
                        traits.isEmpty() ? Stream.of("plain") : traits.stream())
                .collect(Collectors.joining("-"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-");
    }

    /**
     * Returns in a few words what is sent that makes the sides differ, such as {@code a Host field that is no host}.
     */
    public String subject() {
        List<Trait> shown = tellingTraits();
        if (!shown.isEmpty()) {
            return shown.stream().map(Trait::words).collect(Collectors.joining(" and "));
        }
        return rule().map(rule -> "a request where " + rule.trigger()).orElse("a plain request");
    }

    /** Returns a sentence that says who does what with what, and what the text wants. */
    public String sentence(String reference, String target) {
        return new Sentence(this, reference, target).text();
    }
}
