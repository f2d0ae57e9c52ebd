package dev.cortado.samples;

import dev.cortado.data.Labels;
import dev.cortado.train.History;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Pictures of a run. */
final class Pictures {
  private static final int SIDE = 28;
  private static final int SCALE = 3;
  private static final int CELL = SIDE * SCALE;
  private static final int TEXT = 18;
  private static final int COLUMNS = 8;
  private static final int ROWS = 4;

  private Pictures() {}

  /** Writes the course of the losses and accuracies. */
  static void curves(History history, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title("Training")
            .xAxisTitle("epoch")
            .yAxisTitle("")
            .build();
    for (String name : history.names()) {
      double[] values = history.get(name).stream().mapToDouble(Double::doubleValue).toArray();
      chart.addSeries(
          name, IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values);
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /**
   * Writes recall over how many items are recommended.
   *
   * @param recalls by name, of 1 item, of 2 and so on
   */
  static void recall(Map<String, double[]> recalls, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title("Recall")
            .xAxisTitle("items recommended")
            .yAxisTitle("part of what was chosen later")
            .build();
    recalls.forEach(
        (name, values) ->
            chart.addSeries(
                name, IntStream.rangeClosed(1, values.length).asDoubleStream().toArray(), values));
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /**
   * Writes the first pictures with what they show and what was predicted: green where right, red
   * where wrong.
   */
  static void predictions(float[][] images, int[] labels, float[][] predictions, Path file)
      throws IOException {
    BufferedImage page =
        new BufferedImage(COLUMNS * CELL, ROWS * (CELL + TEXT), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, page.getWidth(), page.getHeight());
    for (int i = 0; i < Math.min(COLUMNS * ROWS, images.length); i++) {
      int left = i % COLUMNS * CELL;
      int top = i / COLUMNS * (CELL + TEXT);
      for (int p = 0; p < SIDE * SIDE; p++) {
        float ink = 1 - images[i][p];
        graphics.setColor(new Color(ink, ink, ink));
        graphics.fillRect(left + p % SIDE * SCALE, top + p / SIDE * SCALE, SCALE, SCALE);
      }
      int predicted = Labels.argMax(predictions[i]);
      graphics.setColor(predicted == labels[i] ? new Color(0, 128, 0) : Color.RED);
      graphics.drawString(
          "%d, is %d".formatted(predicted, labels[i]), left + 4, top + CELL + TEXT - 4);
    }
    graphics.dispose();
    ImageIO.write(page, "png", file.toFile());
  }
}
