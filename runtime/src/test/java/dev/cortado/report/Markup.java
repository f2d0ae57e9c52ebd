package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page or a part of one, read back by a parser of XML, which takes nothing that is ill-formed.
 */
final class Markup {
  private final org.w3c.dom.Element element;

  private Markup(org.w3c.dom.Element element) {
    this.element = element;
  }

  static Markup parse(String text) {
    try {
      return new Markup(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** All elements below with a name and a class; every class where none is given. */
  List<Markup> all(String name, String style) {
    List<Markup> found = new ArrayList<>();
    NodeList nodes = element.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof org.w3c.dom.Element candidate
          && (style.isEmpty()
              || Arrays.asList(candidate.getAttribute("class").split(" ", -1)).contains(style))) {
        found.add(new Markup(candidate));
      }
    }
    return found;
  }

  /** The only element below with a name and a class. */
  Markup one(String name, String style) {
    List<Markup> found = all(name, style);
    assertEquals(1, found.size(), "elements " + name + " of class " + style);
    return found.get(0);
  }

  List<String> texts(String name, String style) {
    return all(name, style).stream().map(Markup::text).toList();
  }

  String text() {
    return element.getTextContent();
  }

  String attribute(String name) {
    return element.getAttribute(name);
  }

  double number(String name) {
    return Double.parseDouble(attribute(name));
  }

  /** The names of all elements and attributes, for checks that some do not occur. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    NodeList nodes = element.getElementsByTagName("*");
    for (int i = 0; i < nodes.getLength(); i++) {
      names.add(nodes.item(i).getNodeName());
      for (int a = 0; a < nodes.item(i).getAttributes().getLength(); a++) {
        names.add(nodes.item(i).getAttributes().item(a).getNodeName());
      }
    }
    return names;
  }
}
