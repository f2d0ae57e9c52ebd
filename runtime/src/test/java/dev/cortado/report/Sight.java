package dev.cortado.report;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What a browser showed of a page.
 *
 * @param findings what was written down by look.html
 * @param picture the page from its top left corner on
 * @param console what the browser had to complain of, or the page to say
 */
record Sight(Markup findings, BufferedImage picture, List<String> console) {

  /**
   * A part of the page.
   *
   * @param card the number of the card that it is in or is; -1 outside of all
   * @param heading the heading of that card
   * @param scrolls whether it is in a box that may be scrolled
   * @param content its text
   * @param colour its colour, where it is a mark
   * @param box where it lies, in pixels
   */
  record Part(
      int card, String heading, boolean scrolls, String content, String colour, Rectangle2D box) {}

  /** The parts of a kind: card, svg, text, curve or dot. */
  List<Part> all(String kind) {
    return findings.all(kind, "").stream().map(Sight::part).toList();
  }

  private static Part part(Markup found) {
    double left = found.number("left");
    double top = found.number("top");
    return new Part(
        (int) found.number("card"),
        found.attribute("heading"),
        found.attribute("scrolls").equals("true"),
        found.attribute("content").strip(),
        found.attribute("colour"),
        new Rectangle2D.Double(
            left, top, found.number("right") - left, found.number("bottom") - top));
  }

  /** Whether a pixel is of a colour, such as {@code rgb(37, 99, 235)}. */
  boolean shows(int x, int y, String colour) {
    String[] parts = colour.replaceAll("[^0-9,]", "").split(",", -1);
    int pixel = picture.getRGB(x, y);
    for (int channel = 0; channel < 3; channel++) {
      int found = pixel >> (16 - 8 * channel) & 0xff;
      if (Math.abs(found - Integer.parseInt(parts[channel])) > 40) {
        return false;
      }
    }
    return true;
  }
}
