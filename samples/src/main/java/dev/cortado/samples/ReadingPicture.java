package dev.cortado.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** What a reader thinks of names after each of their letters. */
final class ReadingPicture {
  private ReadingPicture() {}

  /**
   * Draws a line for each name.
   *
   * @param reader the probability that a name, or its first letters, are a woman's
   */
  static void write(List<String> names, ToDoubleFunction<String> reader, Path file)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title("How sure the reader is after each letter")
            .xAxisTitle("letters read")
            .yAxisTitle("probability of female")
            .build();
    chart.getStyler().setXAxisDecimalPattern("0").setMarkerSize(5);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    for (String name : names.stream().distinct().toList()) {
      double[] counts = IntStream.rangeClosed(1, name.length()).asDoubleStream().toArray();
      double[] probabilities =
          IntStream.rangeClosed(1, name.length())
              .mapToDouble(count -> reader.applyAsDouble(name.substring(0, count)))
              .toArray();
      chart.addSeries(name, counts, probabilities);
    }
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
