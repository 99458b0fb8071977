// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML in which text of unknown origin stays text: what XML cannot hold is spelt out. */
final class XmlDocument {

    private final XMLStreamWriter xml;

    private XmlDocument(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** What stands in a document. */
    interface Content {
        void writeTo(XmlDocument document) throws XMLStreamException;
    }

    static void write(Writer writer, Content content) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            content.writeTo(new XmlDocument(xml));
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("XML must be writable: " + e.getMessage(), e);
        }
    }

    /** Writes an element on a line of its own; attributes are names and values in turn. */
    void element(String name, Content content, String... attributes) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], Printable.of(attributes[i + 1]));
        }
        content.writeTo(this);
        xml.writeEndElement();
    }

    /** Writes lines of text. */
    void text(String lines) throws XMLStreamException {
        for (String line : lines.lines().toList()) {
            xml.writeCharacters(Printable.of(line) + "\n");
        }
    }
}
