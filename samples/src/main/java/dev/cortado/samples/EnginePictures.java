package dev.cortado.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of how well remaining flights are predicted. */
final class EnginePictures {
  private EnginePictures() {}

  /** Draws a point for each engine, over what it really had left. */
  static void scatter(double[] actual, double[] predicted, Path file) throws IOException {
    XYChart chart = chart("Remaining useful life of other engines", "actual flights");
    XYSeries points = chart.addSeries("engines", actual, predicted);
    points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    double[] ends = {0, Engines.CAP};
    chart.addSeries("exact", ends, ends).setMarker(SeriesMarkers.NONE);
    save(chart, file);
  }

  /**
   * Draws one engine's life.
   *
   * @param predict what is left after so many flights
   */
  static void life(Engine engine, IntToDoubleFunction predict, Path file) throws IOException {
    int[] flights = IntStream.rangeClosed(30, engine.flights()).toArray();
    double[] x = IntStream.of(flights).asDoubleStream().toArray();
    double[] left =
        IntStream.of(flights)
            .mapToDouble(flight -> Math.min(Engines.CAP, engine.flights() - flight))
            .toArray();
    XYChart chart = chart("The life of one engine", "flights");
    chart.addSeries("predicted", x, IntStream.of(flights).mapToDouble(predict).toArray());
    chart.addSeries("actual", x, left);
    chart.getSeriesMap().values().forEach(series -> series.setMarker(SeriesMarkers.NONE));
    save(chart, file);
  }

  private static XYChart chart(String title, String xAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle("flights left")
            .build();
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  private static void save(XYChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
