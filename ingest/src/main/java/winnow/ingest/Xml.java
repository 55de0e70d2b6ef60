package winnow.ingest;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jdom2.JDOMException;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaderJDOMFactory;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import winnow.http.Document;

/**
 * The only place that parses XML: no DOCTYPE, no entities but XML's own five, nothing loaded from
 * anywhere.
 */
public final class Xml {
  /** No honest document nests deeper. */
  static final int DEEPEST = 200;

  private Xml() {}

  /**
   * Reads a document.
   *
   * @throws UnreadableFeedException if it is not well-formed, or asks for what is refused
   */
  public static org.jdom2.Document read(Document document) throws UnreadableFeedException {
    try {
      return new SAXBuilder(new Guarded()).build(new StringReader(Decoding.text(document)));
    } catch (JDOMParseException e) {
      throw new UnreadableFeedException(
          "is cut off or no well-formed XML: line " + e.getLineNumber() + ": " + cause(e));
    } catch (JDOMException | IOException e) {
      throw new UnreadableFeedException("cannot be parsed: " + cause(e));
    }
  }

  /** The events of a text, from its first element on. */
  static XMLStreamReader stream(String text, int root) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("a feed may not load anything: " + systemId);
        });
    StringReader characters = new StringReader(text);
    try {
      characters.skip(root);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
    return factory.createXMLStreamReader(characters);
  }

  private static String cause(Exception e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : String.valueOf(e.getCause().getMessage());
  }

  /** Parsers that load nothing and expand nothing. */
  private static final class Guarded implements XMLReaderJDOMFactory {
    @Override
    public XMLReader createXMLReader() throws JDOMException {
      try {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setProperty(
            "http://www.oracle.com/xml/jaxp/properties/maxElementDepth", String.valueOf(DEEPEST));
        reader.setEntityResolver(
            (publicId, systemId) -> {
              throw new SAXException("a feed may not load anything: " + systemId);
            });
        return reader;
      } catch (ParserConfigurationException | SAXException e) {
        throw new JDOMException("this JDK has no safe XML parser", e);
      }
    }

    @Override
    public boolean isValidating() {
      return false;
    }
  }
}
