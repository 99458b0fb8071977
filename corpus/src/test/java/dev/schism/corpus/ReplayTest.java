// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.corpus.ReplayOutcome.Kind;
import dev.schism.corpus.ReplayResult.Decision;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.Profile;
import dev.schism.wire.ServerIdentity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Judge JUDGE = Judge.of(Profile.RFC);

    private static final ReplayServers SERVERS = ReplayServers.of(EntryFixture.entry());

    private final CorpusEntry entry = EntryFixture.entry();
    private final Replay replay = new Replay(Baseline.EMPTY, JUDGE, TODAY);

    @Test
    void recognisesTheSameDivergenceWhateverItsTraits() {
        Signature stored = EntryFixture.SIGNATURE;
        Divergence fresh = diverging(new Signature(stored.category(), stored.differences(), List.of("other")));

        ReplayOutcome outcome = replay.judge(entry, new Finding.Difference(fresh), SERVERS);

        assertThat(outcome.kind()).isEqualTo(Kind.SAME);
        assertThat(outcome.entry()).isEqualTo(entry.name());
        assertThat(outcome.status()).contains(BaselineStatus.NEW);
        assertThat(outcome.isUnaccepted()).isTrue();
    }

    @Test
    void tellsADifferentDivergenceApart() {
        Divergence fresh = diverging(new Signature(Category.STATUS_DIFFER, List.of("status:400-201"), List.of()));

        ReplayOutcome outcome = replay.judge(entry, new Finding.Difference(fresh), SERVERS);

        assertThat(outcome.kind()).isEqualTo(Kind.DIFFERENT);
        assertThat(outcome.detail())
                .contains("stored STATUS_DIFFER [status:400-200", "now STATUS_DIFFER [status:400-201]");
    }

    @Test
    void judgesTheFreshDivergenceByTheBaseline() {
        Divergence fresh = diverging(new Signature(Category.BODY_DIFFER, List.of("body"), List.of()));
        AcceptedDivergence accepted = accepting(fresh.signature(), TODAY);
        Baseline baseline = new Baseline(List.of(accepted));

        assertThat(new Replay(baseline, JUDGE, TODAY)
                        .judge(entry, new Finding.Difference(fresh), SERVERS)
                        .status())
                .contains(BaselineStatus.ACCEPTED);
        assertThat(new Replay(baseline, JUDGE, TODAY.plusDays(1))
                        .judge(entry, new Finding.Difference(fresh), SERVERS)
                        .status())
                .contains(BaselineStatus.EXPIRED);
        assertThat(new Replay(baseline, JUDGE, TODAY)
                        .judge(entry, new Finding.Difference(entry.divergence()), SERVERS)
                        .status())
                .contains(BaselineStatus.NEW);
    }

    @Test
    void asksTheBaselineAboutTheServersThatRan() {
        ServerIdentity jdk = new ServerIdentity("jdk", "17", ServerIdentity.NONE);
        ServerIdentity embedded = new ServerIdentity("embedded", "1", ServerIdentity.NONE);
        Replay accepting = new Replay(new Baseline(List.of(acceptingFor("nginx", "netty"))), JUDGE, TODAY);
        Finding fresh = new Finding.Difference(entry.divergence());

        assertThat(accepting.judge(entry, fresh, SERVERS).status()).contains(BaselineStatus.ACCEPTED);
        assertThat(accepting
                        .judge(entry, fresh, new ReplayServers(SERVERS.reference(), jdk))
                        .status())
                .contains(BaselineStatus.NEW);
        assertThat(accepting
                        .judge(entry, fresh, new ReplayServers(embedded, SERVERS.target()))
                        .status())
                .contains(BaselineStatus.NEW);
    }

    @Test
    void tellsWhichServersAreNotTheStoredOnes() {
        ServerIdentity stored = SERVERS.reference();
        ServerIdentity configured = new ServerIdentity(stored.name(), stored.version(), "fedcba9876543210");
        ServerIdentity jdk = new ServerIdentity("jdk", "17", ServerIdentity.NONE);
        Finding fresh = new Finding.Agreement(Category.OK, Set.of());

        assertThat(replay.judge(entry, fresh, SERVERS).otherServers()).isEmpty();
        assertThat(replay.judge(entry, fresh, new ReplayServers(configured, jdk))
                        .otherServers())
                .containsExactly(
                        "reference: stored nginx 1.28.0 configuration 0123456789abcdef, "
                                + "ran nginx 1.28.0 configuration fedcba9876543210",
                        "target: stored netty 4.2.18.Final, ran jdk 17");
    }

    @Test
    void rulesAnewAboutWhatIsSeenNow() {
        CorpusEntry judged = entry.judgedBy(JUDGE);
        Finding fresh = new Finding.Difference(entry.divergence());

        ReplayOutcome outcome = replay.judge(judged, fresh, SERVERS);

        assertThat(outcome.ruling().orElseThrow().blame()).isEqualTo(Blame.Party.TARGET_WRONG);
        assertThat(outcome.ruling().orElseThrow().line()).isEqualTo("target wrong: HO-01 (low)");
        assertThat(outcome.isRuledOtherwise()).isFalse();
        assertThat(replay.judge(entry, fresh, SERVERS).isRuledOtherwise()).isFalse();
    }

    @Test
    void tellsThatTheRulingIsAnotherOneNow() {
        Overrides off = new Overrides(Map.of("HO-01", new Overrides.Decision.Off("we know")));
        CorpusEntry judged = entry.judgedBy(JUDGE.overriding(off));

        ReplayOutcome outcome = replay.judge(judged, new Finding.Difference(entry.divergence()), SERVERS);

        assertThat(outcome.stored().orElseThrow().overridden()).containsExactly("HO-01");
        assertThat(outcome.isRuledOtherwise()).isTrue();
    }

    @Test
    void reportsAgreement() {
        ReplayOutcome outcome = replay.judge(entry, new Finding.Agreement(Category.BOTH_REJECTED, Set.of()), SERVERS);

        assertThat(outcome.kind()).isEqualTo(Kind.AGREES);
        assertThat(outcome.detail()).isEqualTo("agrees now: BOTH_REJECTED");
        assertThat(outcome.isUnaccepted()).isFalse();
    }

    @Test
    void reportsThatThereIsNoAnswer() {
        ReplayOutcome outcome = replay.judge(
                entry, new Finding.Inconclusive(Finding.Inconclusive.Reason.SERVER_DOWN, "target refused"), SERVERS);

        assertThat(outcome.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(outcome.detail()).isEqualTo("SERVER_DOWN: target refused");
    }

    @Test
    void failsWhenNothingRan() {
        assertThat(new ReplayResult(List.of()).decision()).isEqualTo(Decision.NOTHING_RAN);
    }

    @Test
    void decidesByTheWorstOutcome() {
        ReplayOutcome agrees = outcome(Kind.AGREES, Optional.empty());
        ReplayOutcome accepted = outcome(Kind.SAME, Optional.of(BaselineStatus.ACCEPTED));
        ReplayOutcome open = outcome(Kind.INCONCLUSIVE, Optional.empty());
        ReplayOutcome expired = outcome(Kind.SAME, Optional.of(BaselineStatus.EXPIRED));
        ReplayOutcome fresh = outcome(Kind.DIFFERENT, Optional.of(BaselineStatus.NEW));

        assertThat(new ReplayResult(List.of(agrees, accepted)).decision()).isEqualTo(Decision.PASSED);
        assertThat(new ReplayResult(List.of(agrees, open)).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(new ReplayResult(List.of(open, expired)).decision()).isEqualTo(Decision.DIVERGED);
        assertThat(new ReplayResult(List.of(fresh, agrees)).decision()).isEqualTo(Decision.DIVERGED);
    }

    @Test
    void countsEveryKind() {
        ReplayResult result = new ReplayResult(
                List.of(outcome(Kind.AGREES, Optional.empty()), outcome(Kind.AGREES, Optional.empty())));

        assertThat(result.counts())
                .containsEntry(Kind.AGREES, 2)
                .containsEntry(Kind.SAME, 0)
                .containsEntry(Kind.DIFFERENT, 0)
                .containsEntry(Kind.INCONCLUSIVE, 0);
    }

    private static Divergence diverging(Signature signature) {
        return EntryFixture.divergence(signature, "GET / HTTP/1.1\r\n\r\n");
    }

    private static ReplayOutcome outcome(Kind kind, Optional<BaselineStatus> status) {
        return new ReplayOutcome(
                "name", SERVERS, List.of(), kind, "detail", status, Optional.empty(), Optional.empty());
    }

    private static AcceptedDivergence acceptingFor(String reference, String target) {
        AcceptedDivergence any = accepting(EntryFixture.SIGNATURE, TODAY);
        return new AcceptedDivergence(
                any.category(),
                any.differences(),
                any.traits(),
                Optional.of(reference),
                Optional.of(target),
                any.reason(),
                any.section(),
                any.expires(),
                any.line());
    }

    private static AcceptedDivergence accepting(Signature signature, LocalDate expires) {
        return new AcceptedDivergence(
                signature.category(),
                signature.differences(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "known",
                "RFC 9110 §6.4",
                expires,
                1);
    }
}
