package dev.cortado.samples;

import dev.cortado.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Draws how classes are confused: the darker, the greater the part of the true class. */
final class ConfusionPicture {
  private static final int CELL = 60;
  private static final int MARGIN = 100;

  private ConfusionPicture() {}

  /**
   * Writes a picture with a row for each true class and a column for each predicted one.
   *
   * @param classes the classes' names, in order
   */
  static void write(List<String> classes, ConfusionMatrix confusion, Path file) throws IOException {
    int side = MARGIN + classes.size() * CELL;
    BufferedImage page = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    for (int label = 0; label < classes.size(); label++) {
      int row = label;
      int at = MARGIN + label * CELL;
      graphics.setColor(Color.BLACK);
      centred(graphics, classes.get(label), MARGIN / 2, at + CELL / 2);
      centred(graphics, classes.get(label), at + CELL / 2, MARGIN * 3 / 4);
      double all =
          IntStream.range(0, classes.size()).mapToDouble(c -> confusion.count(row, c)).sum();
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        double count = confusion.count(label, predicted);
        double part = all == 0 ? 0 : count / all;
        int left = MARGIN + predicted * CELL;
        graphics.setColor(shade(part, label == predicted));
        graphics.fillRect(left, at, CELL - 1, CELL - 1);
        graphics.setColor(part > 0.5 ? Color.WHITE : Color.BLACK);
        centred(graphics, "%.0f".formatted(count), left + CELL / 2, at + CELL / 2);
      }
    }
    graphics.setColor(Color.BLACK);
    centred(graphics, "predicted", (MARGIN + side) / 2, MARGIN / 4);
    graphics.drawString("true", 4, MARGIN - 4);
    graphics.dispose();
    ImageIO.write(page, "png", file.toFile());
  }

  /** Blue where right, red where wrong, white where nothing. */
  private static Color shade(double part, boolean right) {
    // The root, so that few mistakes are seen too
    int light = (int) Math.round(255 * (1 - Math.sqrt(part)));
    return right ? new Color(light, light, 255) : new Color(255, light, light);
  }

  private static void centred(Graphics2D graphics, String text, int x, int y) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, x - metrics.stringWidth(text) / 2, y + metrics.getAscent() / 2);
  }
}
