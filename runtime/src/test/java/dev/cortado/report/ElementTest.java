package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ElementTest {
  @Test
  void textAndAttributesAreEscaped() {
    assertEquals(
        "<p title=\"&quot;a&quot; &amp; &lt;b&gt;\">&lt;script&gt;&amp;amp;</p>",
        Element.of("p", "<script>&amp;").with("title", "\"a\" & <b>").toString());
  }

  @Test
  void charactersThatXmlHasNotAreReplaced() {
    String text = "a\u0000b\u001bc\ud800d\uffffe\t\n\ud83d\ude00";
    assertEquals(
        "<p>a\ufffdb\ufffdc\ufffdd\ufffde\t\n\ud83d\ude00</p>", Element.of("p", text).toString());
    assertEquals(
        "a\ufffdb\ufffdc\ufffdd\ufffde\t\n\ud83d\ude00",
        Markup.parse(Element.of("p", text).toString()).text());
  }

  @Test
  void elementsEndAsHtmlNeedsIt() {
    assertEquals(
        "<div><meta charset=\"utf-8\"/><td></td></div>",
        Element.of("div", Element.of("meta").with("charset", "utf-8"), Element.of("td"))
            .toString());
  }

  @Test
  void numbersHaveTwoDecimals() {
    assertEquals("12.35", Element.number(12.345678));
    assertEquals("100", Element.number(100.001));
    assertEquals("0", Element.number(-0.001));
    assertEquals("1200000", Element.number(1.2e6));
  }
}
