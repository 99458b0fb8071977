// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Whatever a server sends, the page has the elements and attributes of a harmless one. */
class HostileReportTest {

    private final String html = ReportFixture.html(HostileFixture.report());
    private final Document hostile = Jsoup.parse(html);

    @Test
    void hasTheElementsAndAttributesOfAHarmlessPage() {
        Document harmless = Jsoup.parse(ReportFixture.html(ReportFixture.plausible()));

        assertThat(vocabulary(harmless)).containsAll(vocabulary(hostile));
    }

    @Test
    void hasNoElementThatTheServerSent() {
        assertThat(hostile.select("script")).hasSize(1);
        assertThat(hostile.select("style")).hasSize(1);
        assertThat(hostile.select("img, iframe, object, embed, base, link, form, a[href^=javascript]"))
                .isEmpty();
        assertThat(hostile.title()).isEqualTo("Schism report");
    }

    @Test
    void hasNoEventHandler() {
        assertThat(hostile.getAllElements())
                .allSatisfy(element -> assertThat(element.attributes())
                        .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    @Test
    void putsNothingOfTheServerIntoTheScript() {
        assertThat(hostile.selectFirst("script").data())
                .isEqualTo(Assets.load().script())
                .doesNotContain("${");
    }

    @Test
    void holdsNoControlOrBidirectionalCharacter() {
        assertThat(html.codePoints().filter(HostileReportTest::isInvisible).mapToObj(Integer::toHexString))
                .isEmpty();
    }

    @Test
    void showsWhatTheServerSent() {
        assertThat(hostile.select(".start").text()).contains("HTTP/1.1 200 <script>document.title='owned'</script>");
        assertThat(hostile.select(".fields").text())
                .contains("\"><img src=x onerror=document.title='owned'>")
                .contains("\\x00", "\\xff");
        assertThat(hostile.select("pre[aria-label=Content]").text()).contains("</pre></article><svg onload=");
        assertThat(hostile.select(".facets").text()).contains("\\u{202e}").contains("</td><script>");
    }

    @Test
    void keepsCommandsWhole() {
        assertThat(hostile.select("pre[aria-label=Shell command for the target]")
                        .text())
                .startsWith("{ printf 'GET /\\047;</pre><script>");
    }

    private static boolean isInvisible(int codePoint) {
        int type = Character.getType(codePoint);
        return (type == Character.CONTROL && codePoint != '\n')
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    private static Set<String> vocabulary(Document page) {
        Set<String> vocabulary = new TreeSet<>();
        for (Element element : page.getAllElements()) {
            vocabulary.add(element.tagName());
            for (Attribute attribute : element.attributes()) {
                vocabulary.add(element.tagName() + "@" + attribute.getKey());
            }
        }
        return vocabulary;
    }
}
