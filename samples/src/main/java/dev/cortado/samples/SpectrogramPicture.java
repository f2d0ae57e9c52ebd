package dev.cortado.samples;

import dev.cortado.data.ClassFolder;
import dev.cortado.data.Labels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Draws what a network of sound is given: time to the right, frequency up, loud is dark. */
final class SpectrogramPicture {
  private static final int SCALE = 3;
  private static final int TEXT = 18;
  private static final int COLUMNS = 5;
  private static final int ROWS = 4;

  private SpectrogramPicture() {}

  /**
   * Writes some of the words, spread over all, with what was predicted: green where right, red
   * where wrong.
   *
   * @param frames how many points in time each has
   * @param predictions for each word a value for each class
   */
  static void write(ClassFolder words, int frames, float[][] predictions, Path file)
      throws IOException {
    int[] labels = words.labels();
    int bins = words.samples().sample(0).inputs().get(0).length / frames;
    int width = frames * SCALE;
    int height = bins * SCALE;
    BufferedImage page =
        new BufferedImage(
            COLUMNS * (width + SCALE), ROWS * (height + TEXT), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
    for (int i = 0; i < COLUMNS * ROWS; i++) {
      int word = i * words.count() / (COLUMNS * ROWS);
      int left = i % COLUMNS * (width + SCALE);
      int top = i / COLUMNS * (height + TEXT);
      draw(graphics, words.samples().sample(word).inputs().get(0), bins, left, top);
      int predicted = Labels.argMax(predictions[word]);
      graphics.setColor(predicted == labels[word] ? new Color(0, 128, 0) : Color.RED);
      graphics.drawString(
          "%s, is %s"
              .formatted(words.classes().name(predicted), words.classes().name(labels[word])),
          left + 4,
          top + height + TEXT - 4);
    }
    graphics.dispose();
    ImageIO.write(page, "png", file.toFile());
  }

  private static void draw(Graphics2D graphics, float[] decibels, int bins, int left, int top) {
    float[] sorted = decibels.clone();
    Arrays.sort(sorted);
    float least = sorted[0];
    float range = Math.max(sorted[sorted.length - 1] - least, 1);
    for (int i = 0; i < decibels.length; i++) {
      float light = 1 - (decibels[i] - least) / range;
      graphics.setColor(new Color(light, light, light));
      int below = bins - 1 - i % bins;
      graphics.fillRect(left + i / bins * SCALE, top + below * SCALE, SCALE, SCALE);
    }
  }
}
