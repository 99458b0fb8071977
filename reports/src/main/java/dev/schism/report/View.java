// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.util.Iterator;
import java.util.List;

/** What the templates show, in the order they show it: text only, everything decided. */
final class View {

    private View() {}

    /** The whole page; the sections are made one by one while the page is written. */
    public record Page(
            Assets assets,
            String command,
            String note,
            List<Fact> facts,
            List<Tile> tiles,
            List<Bar> categories,
            List<Bar> inconclusive,
            List<Bar> blame,
            List<String> problems,
            Filters filters,
            List<Cause> causes,
            List<Cause> allowed,
            boolean unfolded,
            Iterator<Section> sections,
            String omitted) {}

    /** What is ours and stands in the page as it is. */
    public record Assets(String policy, String style, String script) {}

    /** A label and a value. */
    public record Fact(String label, String value) {}

    /** A number to be seen at a glance; the tone names a style class. */
    public record Tile(String label, String value, String tone) {}

    /** A bar of a chart; the length is in thousandths of the longest. */
    public record Bar(String label, String value, int length, String tone) {}

    /** What the table can be filtered by. */
    public record Filters(List<String> categories, List<String> traits, List<String> statuses, List<String> blames) {}

    /** A row of the table: a cause, what is sent that matters, and the divergences that show it. */
    public record Cause(
            String sentence,
            String octets,
            String status,
            String sides,
            Blame blame,
            String categories,
            String traitKey,
            List<Row> variants) {}

    /** A divergence below its cause; the anchor is empty where there is no section. */
    public record Row(
            String anchor,
            String name,
            String category,
            String differences,
            List<String> traits,
            String traitKey,
            String status,
            String sides,
            Blame blame) {}

    /** Who is wrong; the key names a style class, the sentence is empty where no rule decides. */
    public record Blame(
            String party, String key, String rule, String severity, String sentence, List<SideVerdict> sides) {}

    /** What a rule says about one side. */
    public record SideVerdict(String role, String result, String key, String rule, String actual, String note) {}

    /** The section of one divergence. */
    public record Section(
            Row row,
            List<Fact> facts,
            List<Difference> differences,
            List<SideVerdict> verdicts,
            Scenario scenario,
            List<Side> sides,
            String replay) {}

    /** A facet in which the sides differ. */
    public record Difference(String facet, String reference, String target) {}

    /** The scenario as text. */
    public record Scenario(String text, String note) {}

    /** What one side did. */
    public record Side(
            String role,
            String server,
            String end,
            String octets,
            List<Run> dump,
            String note,
            List<Message> messages,
            List<Event> events,
            String eventNote,
            String reproducer,
            String reproducerNote) {}

    /** A run of text that differs from the other side, or does not. */
    public record Run(String text, boolean marked) {}

    /** A response, or octets that are none. */
    public record Message(
            String title, String tone, List<Fact> fields, List<String> anomalies, String framing, String content) {}

    /** Something that happened at a time. */
    public record Event(String at, String kind, String text) {}
}
