// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Level;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.Ruling;
import dev.schism.oracle.rules.Severity;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.ServerIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryMetaJsonTest {

    private static final EntryMeta META = new EntryMeta(
            1,
            new Signature(Category.STATUS_DIFFER, List.of("status:400-200"), List.of("host-missing")),
            Category.STATUS_DIFFER,
            List.of(new FacetDifference(Facet.CONNECTION_END, "FIN", "OPEN", "fin-open")),
            new ServerIdentity("nginx", "1.28.0", "0123456789abcdef"),
            null,
            new ServerIdentity("netty", "4.2.18.Final", "none"),
            "grammar/1",
            7L,
            "2026-11-16T08:30:00Z",
            "2026-11-17T08:30:00Z",
            null);

    @Test
    void writesOneFieldALineInAFixedOrder() {
        assertThat(EntryMetaJson.write(META)).isEqualTo("""
                        {
                          "schemaVersion" : 1,
                          "signature" : {
                            "category" : "STATUS_DIFFER",
                            "differences" : [
                              "status:400-200"
                            ],
                            "traits" : [
                              "host-missing"
                            ]
                          },
                          "category" : "STATUS_DIFFER",
                          "facets" : [
                            {
                              "facet" : "CONNECTION_END",
                              "reference" : "FIN",
                              "target" : "OPEN",
                              "kind" : "fin-open"
                            }
                          ],
                          "reference" : {
                            "name" : "nginx",
                            "version" : "1.28.0",
                            "configurationHash" : "0123456789abcdef"
                          },
                          "target" : {
                            "name" : "netty",
                            "version" : "4.2.18.Final",
                            "configurationHash" : "none"
                          },
                          "generator" : "grammar/1",
                          "seed" : 7,
                          "firstSeen" : "2026-11-16T08:30:00Z",
                          "lastSeen" : "2026-11-17T08:30:00Z"
                        }
                        """);
    }

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll List<String> words, @ForAll String text, @ForAll Long seed, @ForAll Facet facet) {
        EntryMeta meta = new EntryMeta(
                1,
                new Signature(Category.OK, words, words),
                Category.OK,
                List.of(new FacetDifference(facet, text, text, text)),
                new ServerIdentity(text, text, text),
                text,
                META.target(),
                text,
                seed,
                Instant.EPOCH.toString(),
                Instant.EPOCH.plusNanos(1).toString(),
                new Ruling(
                        text,
                        words,
                        Blame.Party.BOTH_WRONG,
                        Severity.HIGH,
                        List.of(new Ruling.Reason(
                                text, text, Verdict.Result.WARN, Level.SHOULD, text, text, text, text)),
                        Map.of(Verdict.Result.FAIL, words),
                        Map.of()));

        assertThat(EntryMetaJson.read(EntryMetaJson.write(meta))).isEqualTo(meta);
    }

    @Test
    void writesOnlyAscii() {
        EntryMeta meta = new EntryMeta(
                1,
                META.signature(),
                META.category(),
                List.of(new FacetDifference(Facet.LEFTOVER, "\u202e\u00e9", "\ud800", "\u0000")),
                META.reference(),
                null,
                META.target(),
                "import",
                null,
                META.firstSeen(),
                META.lastSeen(),
                null);

        assertThat(EntryMetaJson.write(meta)).isASCII();
        assertThat(EntryMetaJson.read(EntryMetaJson.write(meta))).isEqualTo(meta);
    }

    @Test
    void leavesOutASeedThatIsNotThere() {
        EntryMeta meta = new EntryMeta(
                1,
                META.signature(),
                META.category(),
                META.facets(),
                META.reference(),
                null,
                META.target(),
                "import",
                null,
                META.firstSeen(),
                META.lastSeen(),
                null);

        assertThat(EntryMetaJson.write(meta)).doesNotContain("seed");
        assertThat(EntryMetaJson.read(EntryMetaJson.write(meta)).provenance().seed())
                .isEmpty();
    }

    @Test
    void saysWhereTheReferenceRanUnlessTheFileIsOlder() {
        String text = EntryMetaJson.write(EntryMeta.of(EntryFixture.entry()));

        assertThat(text).contains("\"referenceHosting\" : \"in a container\"");
        assertThat(EntryMetaJson.read(text).provenance().hosting()).contains("in a container");
        assertThat(EntryMetaJson.read(EntryMetaJson.write(META)).provenance().hosting())
                .isEmpty();
    }

    @Test
    void readsAFileWithoutARuling() {
        String text = EntryMetaJson.write(META);

        assertThat(text).doesNotContain("ruling");
        assertThat(EntryMetaJson.read(text).storedRuling()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "overridden", "blame", "severity", "reasons", "reference", "target"})
    void refusesARulingThatLacksAField(String field) {
        String judged = EntryMetaJson.write(EntryMeta.of(EntryFixture.entry().judgedBy(Judge.of(Profile.RFC))));
        int ruling = judged.indexOf("\"ruling\"");
        String broken = judged.substring(0, ruling)
                + judged.substring(ruling).replace("\"" + field + "\" :", "\"" + field + "s\" :");

        assertThatThrownBy(() -> EntryMetaJson.read(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field ruling." + field + " must be there: missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "schemaVersion" : 1          | "schemaVersion" : 2      | field schemaVersion must be 1: 2
        "schemaVersion" : 1          | "x" : 1                  | field schemaVersion must be 1: missing
        "generator"                  | "generated"              | field generator must be there: missing
        "generator" : "grammar/1"    | "generator" : null       | field generator must not be null
        "seed" : 7                   | "seed" : "seven"         | field seed: Cannot deserialize
        "seed" : 7                   | "seed" : 7, "sed" : 8    | field sed: Unrecognized field
        "seed" : 7                   | "seed" : 7, "seed" : 8   | Duplicate field 'seed'
        "kind" : "fin-open"          | "kin" : "fin-open"       | field facets.kind must be there: missing
        "facet" : "CONNECTION_END"   | "facet" : "END"          | field facets.[0].facet: Cannot deserialize
        "name" : "nginx"             | "nam" : "nginx"          | field reference.name must be there: missing
        "traits"                     | "trait"                  | field signature.traits must be there: missing
        "generator"                  | generator                | at line 31
        """)
    void refusesWhatIsNotTheShape(String from, String to, String message) {
        String broken = EntryMetaJson.write(META).replace(from, to);

        assertThatThrownBy(() -> EntryMetaJson.read(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"firstSeen,2026-11-16T08:30:00Z", "lastSeen,2026-11-17T08:30:00Z"})
    void refusesATimeThatIsNone(String field, String from) {
        EntryMeta meta = EntryMetaJson.read(EntryMetaJson.write(META).replace(from, "yesterday"));

        assertThatThrownBy(meta::provenance)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field " + field + " must be an ISO instant")
                .hasMessageContaining("'yesterday'");
    }
}
