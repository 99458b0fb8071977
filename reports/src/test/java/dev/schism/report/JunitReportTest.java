// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitReportTest {

    @Test
    void failsWhereADivergenceIsNotAccepted() throws Exception {
        Element root = read(ReportFixture.plausible());
        Element suite = elements(root, "testsuite").get(0);

        assertThat(suite.getAttribute("name")).isEqualTo("netty 4.2.18.Final");
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("4");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(elements(root, "testcase")).hasSize(6);
        assertThat(elements(root, "failure")).hasSize(4);
        assertThat(elements(root, "skipped")).hasSize(1);
    }

    @Test
    void saysWhoIsWrongAndBySentenceAndSection() throws Exception {
        Element failure = elements(read(ReportFixture.plausible()), "failure").stream()
                .filter(one -> one.getTextContent().contains("status:400-200"))
                .findFirst()
                .orElseThrow();

        assertThat(failure.getAttribute("message"))
                .isEqualTo("netty accepts a request without Host; RFC 9112 §3.2 wants 400");
        assertThat(failure.getAttribute("type")).isEqualTo("target wrong");
        assertThat(failure.getTextContent())
                .contains("octets    GET /token HTTP/1.1\\r\\n")
                .contains("A server answers 400.")
                .contains("replay    ./schism replay ")
                .contains("target: FAIL HO-01");
    }

    @Test
    void namesTheReference() throws Exception {
        assertThat(properties(ReportFixture.plausible()))
                .containsExactly(
                        "reference=nginx 1.28.0, in a container",
                        "blame=target wrong 3, reference wrong 0, both wrong 2, both allowed 0, "
                                + "not decidable 0; decided 100 %");
        assertThat(properties(ReportFixture.embedded()))
                .contains("reference=embedded 17.0.15, embedded in this JVM")
                .anyMatch(property -> property.startsWith("advice=nginx is recommended"));
    }

    @Test
    void isAnErrorWhereNothingWasCompared() throws Exception {
        Element root = read(ReportFixture.empty());

        assertThat(elements(root, "testcase")).hasSize(1);
        assertThat(elements(root, "error").get(0).getAttribute("message")).isEqualTo("nothing was compared");
    }

    @Test
    void keepsHostileTextAsText() throws Exception {
        Element root = read(HostileFixture.report());

        assertThat(elements(root, "script")).isEmpty();
        assertThat(elements(root, "failure").stream().map(Element::getTextContent))
                .anyMatch(text -> text.contains("<script>"));
    }

    private static List<String> properties(RunReport report) throws Exception {
        return elements(read(report), "property").stream()
                .map(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .toList();
    }

    private static Element read(RunReport report) throws Exception {
        StringWriter xml = new StringWriter();
        JunitReport.render(report, xml);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.toString())))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
