package dev.cortado.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Two grids of widths and batches, each cell in the colour of the fastest way. */
final class CrossoverPicture {
  private static final int CELL_WIDTH = 128;
  private static final int CELL_HEIGHT = 58;
  private static final int GAP = 3;
  private static final int LEFT = 110;
  private static final int RIGHT = 24;
  private static final int TITLE = 56;
  private static final int AXIS = 44;
  private static final int LEGEND = 54;

  /** Okabe and Ito's colours, which those who are colour-blind tell apart, and two more. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0xF0E442),
          new Color(0xE69F00),
          new Color(0xCC79A7),
          new Color(0x56B4E9),
          new Color(0x009E73),
          new Color(0x999999),
          new Color(0xD55E00),
          new Color(0x7B6BC4),
          new Color(0x8C6D4F),
          new Color(0x4477AA));

  private static final Color INK = new Color(0x222222);

  private final Crossings crossings;
  private final Graphics2D graphics;

  private CrossoverPicture(Crossings crossings, Graphics2D graphics) {
    this.crossings = crossings;
    this.graphics = graphics;
  }

  /** Writes a PNG. */
  static void write(Crossings crossings, Path file) throws IOException {
    int width = LEFT + crossings.widths().size() * CELL_WIDTH + RIGHT;
    int panel = TITLE + crossings.batches().size() * CELL_HEIGHT + AXIS;
    BufferedImage image = new BufferedImage(width, 2 * panel + LEGEND, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    CrossoverPicture picture = new CrossoverPicture(crossings, graphics);
    picture.panel("The fastest way at a dense layer", 0, false);
    picture.panel("The fastest in plain Java, without the Vector API and native code", panel, true);
    picture.legend(2 * panel);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private void panel(String title, int top, boolean onlyPlain) {
    text(title, LEFT, top + 34, 20, Font.BOLD);
    List<Integer> batches = crossings.batches();
    List<Integer> widths = crossings.widths();
    int bottom = top + TITLE + batches.size() * CELL_HEIGHT;
    for (int row = 0; row < batches.size(); row++) {
      int y = top + TITLE + row * CELL_HEIGHT;
      text((row == 0 ? "batch " : "") + batches.get(row), LEFT - 14, y + 35, 15, Font.PLAIN, 1);
      for (int column = 0; column < widths.size(); column++) {
        cell(widths.get(column), batches.get(row), onlyPlain, LEFT + column * CELL_WIDTH, y);
      }
    }
    for (int column = 0; column < widths.size(); column++) {
      int x = LEFT + column * CELL_WIDTH + CELL_WIDTH / 2;
      text((column == 0 ? "width " : "") + widths.get(column), x, bottom + 24, 15, Font.PLAIN, 0.5);
    }
  }

  /** The stronger the colour, the greater the lead, up to twice as fast. */
  private void cell(int width, int batch, boolean onlyPlain, int x, int y) {
    List<String> ranking = crossings.ranking(width, batch, onlyPlain);
    double lead = crossings.lead(width, batch, onlyPlain);
    graphics.setColor(mix(colour(ranking.get(0)), 0.3 + 0.6 * Math.min(1, lead - 1)));
    graphics.fillRoundRect(x, y, CELL_WIDTH - GAP, CELL_HEIGHT - GAP, 8, 8);
    int middle = x + (CELL_WIDTH - GAP) / 2;
    text(ranking.get(0), middle, y + 24, 14, Font.BOLD, 0.5);
    String second = String.format(Locale.ROOT, "%.2f× %s", lead, ranking.get(1));
    text(second, middle, y + 43, 11, Font.PLAIN, 0.5);
  }

  private void legend(int top) {
    int x = LEFT;
    for (String way : crossings.ways(false)) {
      graphics.setColor(mix(colour(way), 0.9));
      graphics.fillRoundRect(x, top + 8, 18, 18, 5, 5);
      x += 24;
      x += text(way, x, top + 22, 14, Font.PLAIN) + 22;
    }
    text(
        "Below each name: how many times longer the second takes. Pale cells are close.",
        LEFT,
        top + 46,
        12,
        Font.PLAIN);
  }

  private Color colour(String way) {
    return COLOURS.get(crossings.ways(false).indexOf(way) % COLOURS.size());
  }

  /** A colour on white. */
  private static Color mix(Color colour, double strength) {
    return new Color(
        on(colour.getRed(), strength),
        on(colour.getGreen(), strength),
        on(colour.getBlue(), strength));
  }

  private static int on(int part, double strength) {
    return (int) Math.round(255 - strength * (255 - part));
  }

  private int text(String text, int x, int y, int size, int style) {
    return text(text, x, y, size, style, 0);
  }

  /** Draws a text of which a part is left of {@code x}; returns how wide it is. */
  private int text(String text, int x, int y, int size, int style, double left) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, size));
    graphics.setColor(INK);
    int width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (float) (x - left * width), y);
    return width;
  }
}
